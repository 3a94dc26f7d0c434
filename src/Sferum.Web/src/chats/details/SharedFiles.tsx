import { useInfiniteQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useApi } from "../../shell/context";
import { Icon } from "../../shell/parts/Icon";
import { More } from "../../shell/parts/More";
import { Failed, Waiting } from "../../shell/parts/States";
import { moment } from "../../texts/times";
import { Attached } from "../files/Attached";
import { filesApi } from "../files/api";
import type { Attachment, SharedFile } from "../protocol";
import style from "./Details.module.css";

const kinds: Attachment["kind"][] = ["picture", "other", "voice"];

/** What people have shared in a chat, by kind, the newest first. */
export default function SharedFiles({ chatId }: { chatId: string }) {
  const { t } = useTranslation();
  const [kind, setKind] = useState<Attachment["kind"]>("picture");
  return (
    <section aria-labelledby="shared">
      <h2 className={style.group} id="shared">
        {t("chats.files.shared.title")}
      </h2>
      <div className={style.answers}>
        {kinds.map((one) => (
          <button key={one} className="chip" type="button" aria-pressed={one === kind} onClick={() => setKind(one)}>
            {t(`chats.files.shared.kinds.${one}`)}
          </button>
        ))}
      </div>
      <OfKind key={kind} chatId={chatId} kind={kind} />
    </section>
  );
}

function OfKind({ chatId, kind }: { chatId: string; kind: Attachment["kind"] }) {
  const { t } = useTranslation();
  const api = useApi(filesApi);
  const list = useInfiniteQuery({
    queryKey: ["shared", chatId, kind],
    queryFn: ({ pageParam }) => api.ofChat(chatId, kind, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next ?? undefined,
    staleTime: 0,
  });
  if (list.isError) return <Failed onRetry={() => void list.refetch()} />;
  if (!list.data) return <Waiting />;
  const all = list.data.pages.flatMap((page) => page.files);
  if (all.length === 0) return <p className="t13 dim">{t("chats.files.shared.none")}</p>;
  return (
    <>
      {kind === "picture" ? (
        <Attached files={all.map(({ file }) => file)} />
      ) : (
        <ul className={style.people}>
          {all.map((shared) => (
            <li key={`${shared.number}-${shared.file.id}`}>
              <Attached files={[shared.file]} />
              <ToMessage chatId={chatId} shared={shared} />
            </li>
          ))}
        </ul>
      )}
      <More list={list} text={t("chats.details.more")} />
    </>
  );
}

function ToMessage({ chatId, shared: { number, at, file } }: { chatId: string; shared: SharedFile }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const name = t("chats.files.shared.show", { name: file.name });
  return (
    <button
      className="btn ghost s"
      type="button"
      aria-label={`${moment(at)}. ${name}`}
      title={name}
      onClick={() => void navigate({ to: "/chats/$chatId", params: { chatId }, search: { m: number } })}
    >
      <Icon name="chat" small />
      {moment(at)}
    </button>
  );
}
