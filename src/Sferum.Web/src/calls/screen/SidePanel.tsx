import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { ChatPane } from "../../chats/ChatPane";
import { Icon } from "../../shell/parts/Icon";
import style from "../Call.module.css";
import { leads } from "../model/store";
import { PeoplePanel } from "../people/PeoplePanel";
import type { CallState } from "../protocol";
import { useCall } from "../useCall";

const GroupsPanel = lazy(() => import("../groups/GroupsPanel"));
const PollPanel = lazy(() => import("../poll/PollPanel"));

export type Side = "people" | "chat" | "groups" | "poll";

interface SidePanelProps {
  state: CallState;
  side: Side;
  onSide: (side: Side | null) => void;
}

/** Beside the pictures: who is in, or the session's chat; for whoever leads also groups and the quick poll. */
export function SidePanel({ state, side, onSide }: SidePanelProps) {
  const { t } = useTranslation("call");
  const leading = useCall(leads);
  const what = leading || side === "chat" ? side : "people";
  return (
    <aside className={style.side} aria-label={t("side.name")} data-landmark>
      <div className="topbar">
        <div className={style.seg} role="group" aria-label={t("side.what")}>
          <button type="button" aria-pressed={what === "chat"} onClick={() => onSide("chat")}>
            {t("dock.chat")}
          </button>
          <button type="button" aria-pressed={what === "people"} onClick={() => onSide("people")}>
            {t("dock.people")} · {state.seats.length}
          </button>
          {leading && (
            <button type="button" aria-pressed={what === "groups"} onClick={() => onSide("groups")}>
              {t("groups.name")}
            </button>
          )}
          {leading && (
            <button type="button" aria-pressed={what === "poll"} onClick={() => onSide("poll")}>
              {t("poll.name")}
            </button>
          )}
        </div>
        <button
          className="ib"
          type="button"
          aria-label={t("side.close")}
          title={t("side.close")}
          onClick={() => onSide(null)}
        >
          <Icon name="close" />
        </button>
      </div>
      {what === "people" && <PeoplePanel state={state} />}
      {what === "chat" && <ChatPane chatId={state.chatId} beside />}
      <Suspense>
        {what === "groups" && <GroupsPanel state={state} />}
        {what === "poll" && <PollPanel poll={state.poll ?? null} />}
      </Suspense>
    </aside>
  );
}
