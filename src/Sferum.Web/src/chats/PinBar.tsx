import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useClient } from "../shell/context";
import { Icon } from "../shell/parts/Icon";
import style from "./ChatPane.module.css";
import { messageAt } from "./model/pages";
import { shownText } from "./model/shown";
import type { Chat } from "./model/types";
import type { ChatEvent } from "./protocol";

/** The newest pin; each press shows it in its place and turns to the next. */
export function PinBar({ chat, onShow }: { chat: Chat; onShow: (number: number) => void }) {
  const { t } = useTranslation();
  const { pinned } = chat.summary;
  const [turn, setTurn] = useState(0);
  const at = pinned.length > 0 ? turn % pinned.length : 0;
  const number = pinned[at];
  const row = usePinned(chat, number);
  if (number === undefined) return null;
  return (
    <button
      className={style.pinbar}
      type="button"
      title={t("chats.pins.show")}
      onClick={() => {
        onShow(number);
        setTurn(at + 1);
      }}
    >
      <Icon name="pin" small />
      <span className="grow ell">
        <b>{t("chats.pins.label")}</b> <span className="dim">{shownText(t, row?.message) ?? "…"}</span>
      </span>
      {pinned.length > 1 && (
        <span className="t12 mute num nw">{t("chats.pins.of", { n: at + 1, count: pinned.length })}</span>
      )}
    </button>
  );
}

/** A pinned message is often older than the rows on hand: it is fetched by itself. */
export function usePinned(chat: Chat, number: number | undefined): ChatEvent | undefined {
  const { paging } = useClient();
  const row = number === undefined ? undefined : messageAt(chat, number);
  const { id } = chat.summary;
  const known = row !== undefined;
  useEffect(() => {
    if (number !== undefined && !known) void paging.extra(id, number).catch(() => undefined);
  }, [paging, id, number, known]);
  return row;
}
