import { Link, useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useChats } from "../../shell/context";
import { Icon } from "../../shell/parts/Icon";
import type { Chat } from "../model/types";
import { usePinned } from "../PinBar";
import style from "./Details.module.css";
import { Members } from "./Members";

/** Who is in the chat and what is pinned. */
export function Details({ chatId, onClose }: { chatId: string; onClose: () => void }) {
  const { t } = useTranslation();
  const chat = useChats((state) => state.chats.byId[chatId]);
  if (!chat) return null;
  return (
    <>
      <div className="topbar">
        <Link
          className="ib only-m"
          to="/chats/$chatId"
          params={{ chatId }}
          activeOptions={{ exact: true }}
          aria-label={t("shell.back")}
          title={t("shell.back")}
        >
          <Icon name="back" />
        </Link>
        <h1 className="t17 grow">{t("chats.details.title")}</h1>
        <button
          className="ib only-d"
          type="button"
          aria-label={t("shell.close")}
          title={t("shell.close")}
          onClick={onClose}
        >
          <Icon name="close" />
        </button>
      </div>
      <div className="scroll">
        <div className={style.body}>
          {chat.summary.pinned.length > 0 && (
            <section aria-labelledby="pinned">
              <h2 className={style.group} id="pinned">
                {t("chats.pins.title")}
              </h2>
              <ul className="col">
                {chat.summary.pinned.map((number) => (
                  <li key={number}>
                    <Pin chat={chat} number={number} />
                  </li>
                ))}
              </ul>
            </section>
          )}
          <Members chat={chat} />
        </div>
      </div>
    </>
  );
}

function Pin({ chat, number }: { chat: Chat; number: number }) {
  const row = usePinned(chat, number);
  const navigate = useNavigate();
  const show = () => navigate({ to: "/chats/$chatId", params: { chatId: chat.summary.id }, search: { m: number } });
  return (
    <button className={style.pin} type="button" onClick={() => void show()}>
      <span className="t13 b">{row?.author?.name}</span>
      <span className={`t13 dim ${style.clip}`}>{row?.message?.text ?? "…"}</span>
    </button>
  );
}
