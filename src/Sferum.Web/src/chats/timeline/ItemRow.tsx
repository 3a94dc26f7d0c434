import { memo } from "react";
import { useTranslation } from "react-i18next";
import { dayTitle } from "../../texts/times";
import type { Item } from "./items";
import { MessageRow } from "./MessageRow";
import { PendingRow } from "./PendingRow";
import { SystemRow } from "./SystemRow";
import style from "./Timeline.module.css";

export const ItemRow = memo(function ItemRow({ item, read, flash }: { item: Item; read: boolean; flash: boolean }) {
  const { t } = useTranslation();
  switch (item.kind) {
    case "beginning":
      return <p className={style.system}>{t("chats.timeline.beginning")}</p>;
    case "day":
      return (
        <div className={style.dayRow}>
          <div className={style.day}>{dayTitle(t, item.at)}</div>
        </div>
      );
    case "unread":
      return (
        <div className={style.unread} data-unread-line>
          <span>{t("chats.timeline.new")}</span>
        </div>
      );
    case "system":
      return <SystemRow row={item.row} />;
    case "pending":
      return <PendingRow pending={item.pending} first={item.first} />;
    default: {
      const { row, own, first } = item;
      if (!row.author) return null;
      return <MessageRow row={row} author={row.author} own={own} first={first} read={read} flash={flash} />;
    }
  }
});
