import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useChats } from "../../shell/context";
import { Icon } from "../../shell/parts/Icon";
import { Empty } from "../../shell/parts/States";
import style from "./ChatList.module.css";
import { ChatListItem } from "./ChatListItem";
import { orderedChats } from "./order";

export function ChatList({ current }: { current: string | undefined }) {
  const { t } = useTranslation();
  const chats = useChats((state) => state.chats);
  const source = useChats((state) => state.source);
  const [words, setWords] = useState("");
  const ordered = useMemo(() => orderedChats(chats), [chats]);
  const wanted = words.trim().toLowerCase();
  const found = ordered.filter((chat) => chat.summary.title.toLowerCase().includes(wanted));
  return (
    <>
      <div className={`topbar ${style.top}`}>
        <h1 className="t20 grow">{t("shell.chats")}</h1>
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
