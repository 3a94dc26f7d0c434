import { useTranslation } from "react-i18next";
import { leads } from "../model/store";
import type { CallState } from "../protocol";
import { useCall } from "../useCall";
import { HandQueue } from "./HandQueue";
import { Order } from "./Order";
import style from "./People.module.css";
import { PersonRow } from "./PersonRow";
import { WaitingList } from "./WaitingList";

/** Who waits, whose hand is up, how the session is kept in order, and who is in. */
export function PeoplePanel({ state }: { state: CallState }) {
  const { t } = useTranslation("call");
  const leading = useCall(leads);
  return (
    <div className="scroll">
      {leading && (state.waiting?.length ?? 0) > 0 && <WaitingList waiting={state.waiting ?? []} />}
      {state.hands.length > 0 && <HandQueue state={state} />}
      {leading && <Order state={state} />}
      <section aria-labelledby="call-people">
        <h2 className={style.title} id="call-people">
          {t("people.title")}
        </h2>
        <ul className={style.list}>
          {state.seats.map((seat) => (
            <PersonRow key={seat.personId} seat={seat} hand={state.hands.includes(seat.personId)} />
          ))}
        </ul>
      </section>
    </div>
  );
}
