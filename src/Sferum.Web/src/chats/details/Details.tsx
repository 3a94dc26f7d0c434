import { Link, useNavigate } from "@tanstack/react-router";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { useChats } from "../../shell/context";
import { Icon } from "../../shell/parts/Icon";
import { shownText } from "../model/shown";
import type { Chat } from "../model/types";
import { usePinned } from "../PinBar";
import { Choices } from "./Choices";
import style from "./Details.module.css";
import { HowItIsSet } from "./HowItIsSet";
import { Members } from "./Members";

const Settings = lazy(() => import("./Settings"));
const SharedFiles = lazy(() => import("./SharedFiles"));
const Reports = lazy(() => import("./Reports"));

/** Of what one is told, how the chat is set, what is reported, pinned and shared, who is in it. */
export function Details({ chatId, onClose }: { chatId: string; onClose: () => void }) {
  const { t } = useTranslation();
  const chat = useChats((state) => state.chats.byId[chatId]);
  const [setting, setSetting] = useState(false);
  if (!chat) return null;
  const { may, pinned } = chat.summary;
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
        {may.includes("set") && (
          <button
            className="ib"
            type="button"
            aria-haspopup="dialog"
            aria-label={t("chats.settings.name")}
            title={t("chats.settings.name")}
            onClick={() => setSetting(true)}
          >
            <Icon name="settings" />
          </button>
        )}
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
          <HowItIsSet access={chat.summary.access} />
          <Choices chat={chat} />
          <Suspense>{may.includes("answer_reports") && <Reports chat={chat} />}</Suspense>
          {pinned.length > 0 && <Pins chat={chat} />}
          <Suspense>
            <SharedFiles chatId={chatId} />
          </Suspense>
          <Members chat={chat} />
        </div>
      </div>
      <Suspense>{setting && <Settings chat={chat} onClose={() => setSetting(false)} />}</Suspense>
    </>
  );
}

function Pins({ chat }: { chat: Chat }) {
  const { t } = useTranslation();
  return (
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
  );
}

function Pin({ chat, number }: { chat: Chat; number: number }) {
  const { t } = useTranslation();
  const row = usePinned(chat, number);
  const navigate = useNavigate();
  const show = () => navigate({ to: "/chats/$chatId", params: { chatId: chat.summary.id }, search: { m: number } });
  return (
    <button className={style.pin} type="button" onClick={() => void show()}>
      <span className="t13 b">{row?.author?.name}</span>
      <span className={`t13 dim ${style.clip}`}>{shownText(t, row?.message) ?? "…"}</span>
    </button>
  );
}
