import { useTranslation } from "react-i18next";
import { ChatPane } from "../../chats/ChatPane";
import { Icon } from "../../shell/parts/Icon";
import style from "../Call.module.css";
import { PeoplePanel } from "../people/PeoplePanel";
import type { CallState } from "../protocol";

export type Side = "people" | "chat";

interface SidePanelProps {
  state: CallState;
  side: Side;
  onSide: (side: Side | null) => void;
}

/** Beside the pictures: who is in, or the session's chat. */
export function SidePanel({ state, side, onSide }: SidePanelProps) {
  const { t } = useTranslation("call");
  return (
    <aside className={style.side} aria-label={t("side.name")} data-landmark>
      <div className="topbar">
        <div className={style.seg} role="group" aria-label={t("side.what")}>
          <button type="button" aria-pressed={side === "chat"} onClick={() => onSide("chat")}>
            {t("dock.chat")}
          </button>
          <button type="button" aria-pressed={side === "people"} onClick={() => onSide("people")}>
            {t("dock.people")} · {state.seats.length}
          </button>
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
      {side === "people" ? <PeoplePanel state={state} /> : <ChatPane chatId={state.chatId} beside />}
    </aside>
  );
}
