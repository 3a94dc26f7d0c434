import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Refused } from "../../live/protocol";
import { roleGroup, roleOrder } from "../../people/roles";
import { useClient } from "../../shell/context";
import { More } from "../../shell/parts/More";
import { Failed, Waiting } from "../../shell/parts/States";
import { why } from "../../shell/words";
import type { Chat } from "../model/types";
import type { ChatMember } from "../protocol";
import style from "./Details.module.css";
import { MemberRow } from "./MemberRow";

/** Members by role, adults first; those who are here now are marked. */
export function Members({ chat }: { chat: Chat }) {
  const { t } = useTranslation();
  const { parts } = useClient();
  const { id, members: count } = chat.summary;
  const list = useInfiniteQuery({
    // Another count is another list: somebody came or went.
    queryKey: ["members", id, count],
    queryFn: ({ pageParam }) => parts.api.members(id, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next ?? undefined,
  });
  // Not everybody may see who else is here: the server says so in its own words.
  if (list.error instanceof Refused) return <p className="dim">{why(t, list.error)}</p>;
  if (list.isError) return <Failed onRetry={() => void list.refetch()} />;
  if (!list.data) return <Waiting />;
  const all = list.data.pages.flatMap((page) => page.members);
  const online = new Set(chat.online ?? []);
  return (
    <>
      {grouped(all).map(([role, people]) => (
        <section key={role} aria-labelledby={`role-${role}`}>
          <h2 className={style.group} id={`role-${role}`}>
            {roleGroup(t, role)} · <span className="num">{people.length}</span>
          </h2>
          <ul className={style.people}>
            {people.map((person) => (
              <MemberRow key={person.id} chat={chat} person={person} online={online.has(person.id)} />
            ))}
          </ul>
        </section>
      ))}
      <More list={list} text={t("chats.details.more")} />
    </>
  );
}

function grouped(people: ChatMember[]): [string, ChatMember[]][] {
  const roles = [...new Set(people.map((person) => person.role))];
  const place = (role: string) => (roleOrder as string[]).indexOf(role);
  return roles
    .sort((a, b) => place(a) - place(b))
    .map((role) => [role, people.filter((person) => person.role === role)]);
}
