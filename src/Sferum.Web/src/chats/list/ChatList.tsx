import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useChats } from "../../shell/context";
import { Icon } from "../../shell/parts/Icon";
import { Empty } from "../../shell/parts/States";
import { usePreferences } from "../preferences";
import style from "./ChatList.module.css";
import { ChatListItem } from "./ChatListItem";
import { Folders } from "./Folders";
import { foldersOf } from "./folders";
import { ListMenu } from "./ListMenu";
import { orderedChats } from "./order";

export function ChatList({ current }: { current: string | undefined }) {
  const { t } = useTranslation();
  const chats = useChats((state) => state.chats);
  const source = useChats((state) => state.source);
  const [words, setWords] = useState("");
  const ordered = useMemo(() => orderedChats(chats), [chats]);
  const folders = useMemo(() => foldersOf(ordered), [ordered]);
  const chosen = usePreferences((state) => state.folder);
  // A folder that is no longer there is all of them.
  const folder = folders.find(({ key }) => key === chosen) ?? folders[0];
  const wanted = words.trim().toLowerCase();
  // Whoever looks for a chat by name looks in all folders.
  const found = ordered.filter((chat) =>
    wanted === "" ? (folder?.has(chat) ?? true) : chat.summary.title.toLowerCase().includes(wanted),
  );
  return (
    <>
      <div className={`topbar ${style.top}`}>
        <h1 className="t20 grow">{t("shell.chats")}</h1>
        <ListMenu />
      </div>
      <div className={style.tools}>
        <label className="search">
          <span className="sr">{t("chats.search")}</span>
          <Icon name="search" small />
          <input
            className="inp"
            type="search"
            placeholder={t("chats.search")}
            value={words}
            onChange={(event) => setWords(event.target.value)}
          />
          <kbd>Ctrl K</kbd>
        </label>
      </div>
      <Folders folders={folders} chats={ordered} chosen={folder?.key ?? "all"} />
      <div className="scroll">
        {source === "nothing" && ordered.length === 0 && <Skeleton />}
        {source === "live" && ordered.length === 0 && <Empty title={t("chats.empty")} hint={t("chats.emptyHint")} />}
        {wanted !== "" && found.length === 0 && ordered.length > 0 && <Empty title={t("chats.switcher.nothing")} />}
        <ul className={style.chats}>
          {found.map((chat) => (
            <ChatListItem key={chat.summary.id} chat={chat} current={chat.summary.id === current} />
          ))}
        </ul>
      </div>
    </>
  );
}

const lines = [1, 2, 3, 4, 5, 6];

function Skeleton() {
  const { t } = useTranslation();
  return (
    <div className={style.chats} role="status" aria-label={t("shell.loading")}>
      {lines.map((line) => (
        <div key={line} className={style.skeleton}>
          <div className="sk c" />
          <div className="col">
            <div className="sk" />
            <div className="sk" />
          </div>
        </div>
      ))}
    </div>
  );
}
