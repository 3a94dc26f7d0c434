import { useTranslation } from "react-i18next";
import { shortName } from "../names";
import type { ChatEvent, Person } from "../protocol";
import style from "./Timeline.module.css";

const mostNames = 5;

/** Who came, who went, what was pinned. */
export function SystemRow({ row }: { row: ChatEvent }) {
  const { t } = useTranslation();
  if (row.kind === "pinned") {
    const text = row.author
      ? t("chats.timeline.pinned", { name: shortName(row.author) })
      : t("chats.timeline.pinnedBySystem");
    return <p className={style.system}>{text}</p>;
  }
  const { came = [], cameCount = 0, went = [], wentCount = 0 } = row.members ?? {};
  return (
    <>
      {cameCount > 0 && <Moved key="came" what="came" people={came} count={cameCount} />}
      {wentCount > 0 && <Moved key="went" what="went" people={went} count={wentCount} />}
    </>
  );
}

function Moved({ what, people, count }: { what: "came" | "went"; people: Person[]; count: number }) {
  const { t } = useTranslation();
  const shown = people.slice(0, mostNames);
  const names = shown.map(shortName).join(", ");
  const more = count - shown.length;
  const text =
    more > 0 ? t(`chats.timeline.${what}More`, { names, count: more }) : t(`chats.timeline.${what}`, { names });
  return <p className={style.system}>{text}</p>;
}
