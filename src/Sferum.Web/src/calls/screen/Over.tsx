import { Link } from "@tanstack/react-router";
import { lazy, Suspense, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import { useCurrentCall } from "../current";
import type { CallEngine } from "../engine/engine";

const AttendanceDialog = lazy(() => import("../records/AttendanceDialog"));

/** Why one is no longer in, and where to go from here. */
export function Over({ engine }: { engine: CallEngine }) {
  const { t } = useTranslation("call");
  const { over, why, role } = useStore(engine.store);
  const [attendance, setAttendance] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const close = () => useCurrentCall.setState({ engine: null });
  const again = over === "left" || over === "elsewhere" || over === "refused";
  return (
    <section className="empty" aria-label={t("name")}>
      <div role="status">
        <h1 className="t20" ref={heading} tabIndex={-1}>
          {t(`over.${over ?? "left"}`)}
        </h1>
        {why && <p>{why}</p>}
      </div>
      {again && (
        <button className="btn pri" type="button" onClick={close}>
          {over === "elsewhere" ? t("over.here") : t("over.again")}
        </button>
      )}
      {role !== "member" && (
        <button className="btn" type="button" aria-haspopup="dialog" onClick={() => setAttendance(true)}>
          {t("more.attendance")}
        </button>
      )}
      <Link className="btn" to="/chats/$chatId" params={{ chatId: engine.parts.chatId }} onClick={close}>
        {t("toChat")}
      </Link>
      <Suspense>
        {attendance && <AttendanceDialog callId={engine.parts.callId} onClose={() => setAttendance(false)} />}
      </Suspense>
    </section>
  );
}
