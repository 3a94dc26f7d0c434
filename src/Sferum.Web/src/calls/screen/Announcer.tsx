import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useMe } from "../../shell/context";
import type { CallState, Seat } from "../protocol";

/** More than so many names at once are only counted. */
const mostNames = 3;

/** Reads aloud who came, who went and whose hand went up. */
export function Announcer({ state }: { state: CallState }) {
  const { t } = useTranslation("call");
  const me = useMe().personId;
  const before = useRef(state);
  const [said, setSaid] = useState("");
  useEffect(() => {
    const former = before.current;
    before.current = state;
    const others = (seats: Seat[], not: Seat[]) =>
      seats.filter(({ personId }) => personId !== me && !not.some((one) => one.personId === personId));
    const came = others(state.seats, former.seats);
    const went = others(former.seats, state.seats);
    const hands = state.hands.filter((id) => id !== me && !former.hands.includes(id));
    const nameOf = (id: string) => state.seats.find(({ personId }) => personId === id)?.name ?? "";
    const words = [
      ...(came.length > mostNames
        ? [t("heard.cameMany", { count: came.length })]
        : came.map(({ name }) => t("heard.came", { name }))),
      ...went.slice(0, mostNames).map(({ name }) => t("heard.went", { name })),
      ...hands.slice(0, mostNames).map((id) => t("heard.hand", { name: nameOf(id) })),
    ];
    if (words.length > 0) setSaid(words.join(". "));
  }, [state, me, t]);
  return (
    <div className="sr" role="status">
      {said}
    </div>
  );
}
