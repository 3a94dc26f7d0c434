import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useClient } from "../../shell/context";
import { PersonAvatar } from "../../shell/parts/Avatar";
import { Dialog } from "../../shell/parts/Dialog";
import { Failed, Waiting } from "../../shell/parts/States";
import type { ChatEvent, Person } from "../protocol";
import style from "./Dialogs.module.css";

interface ReadersProps {
  chatId: string;
  row: ChatEvent;
  onClose: () => void;
}

/** How many have read a message; to whoever may know it, who has and who has not. */
export default function Readers({ chatId, row, onClose }: ReadersProps) {
  const { t } = useTranslation();
  const { parts } = useClient();
  const list = useQuery({
    queryKey: ["readers", chatId, row.number],
    queryFn: () => parts.api.readers(chatId, row.number),
    staleTime: 0,
  });
  return (
    <Dialog title={t("chats.readers.title")} onClose={onClose}>
      {list.isError && <Failed onRetry={() => void list.refetch()} />}
      {list.isPending && <Waiting />}
      {list.data && (
        <>
          <p>{t("chats.readers.count", { count: list.data.count, of: list.data.of })}</p>
          {list.data.of <= mostCells && <Cells count={list.data.count} of={list.data.of} />}
          <People title={t("chats.readers.read")} people={list.data.read} />
          <People title={t("chats.readers.unread")} people={list.data.unread} />
        </>
      )}
    </Dialog>
  );
}

/** People are cells as long as they can be counted at a glance. */
const mostCells = 40;

function Cells({ count, of }: { count: number; of: number }) {
  return (
    <span className={style.cells} aria-hidden="true">
      {Array.from({ length: of }, (_, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a cell has no other name than its place
        <i key={place} data-on={place < count || undefined} />
      ))}
    </span>
  );
}

export function People({ title, people }: { title: string; people: Person[] | null | undefined }) {
  if (!people || people.length === 0) return null;
  return (
    <section className={style.group}>
      <h3 className="t13 mute">{title}</h3>
      <ul className={style.people}>
        {people.map((person) => (
          <li key={person.id} className="row">
            <PersonAvatar id={person.id} name={person.name} size="s" />
            <span className="grow">{person.name}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
