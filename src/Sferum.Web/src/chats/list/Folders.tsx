import { useTranslation } from "react-i18next";
import type { Chat } from "../model/types";
import { unreadOf } from "../model/types";
import { prefer } from "../preferences";
import style from "./ChatList.module.css";
import type { Folder } from "./folders";

interface FoldersProps {
  folders: Folder[];
  chats: Chat[];
  chosen: string;
}

/** What part of the list is shown; a dot says that something in a part is new. */
export function Folders({ folders, chats, chosen }: FoldersProps) {
  const { t } = useTranslation();
  if (folders.length === 0) return null;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a keyboard must be able to scroll it
    <div className={style.folders} role="group" aria-label={t("chats.folders.name")} tabIndex={0}>
      {folders.map((folder) => {
        const fresh = folder.key !== "all" && chats.some((chat) => folder.has(chat) && isNew(chat));
        return (
          <button
            key={folder.key}
            className="chip"
            type="button"
            aria-pressed={folder.key === chosen}
            onClick={() => prefer({ folder: folder.key })}
          >
            {folder.title ?? t(`chats.folders.${folder.key as "all"}`)}
            {fresh && <span className={style.fresh} role="img" aria-label={t("chats.folders.fresh")} />}
          </button>
        );
      })}
    </div>
  );
}

const isNew = ({ summary }: Chat): boolean => unreadOf(summary) > 0 && summary.level !== "none";
