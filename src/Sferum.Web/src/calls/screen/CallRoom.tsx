import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import { Icon } from "../../shell/parts/Icon";
import { Waiting } from "../../shell/parts/States";
import type { CallEngine } from "../engine/engine";
import { EngineContext } from "../useCall";
import { CallScreen } from "./CallScreen";
import { Over } from "./Over";

/** Coming in, waiting to be admitted, inside, or over. */
export function CallRoom({ engine }: { engine: CallEngine }) {
  const phase = useStore(engine.store, (view) => view.phase);
  const state = useStore(engine.store, (view) => view.state);
  return (
    <EngineContext value={engine}>
      {phase === "joining" && <Waiting />}
      {phase === "waiting" && <Lobby engine={engine} />}
      {phase === "inside" && (state ? <CallScreen state={state} /> : <Waiting />)}
      {phase === "over" && <Over engine={engine} />}
    </EngineContext>
  );
}

function Lobby({ engine }: { engine: CallEngine }) {
  const { t } = useTranslation("call");
  return (
    <section className="empty" aria-label={t("name")}>
      <div role="status">
        <h1 className="t20">{t("phases.waiting")}</h1>
        <p>{t("phases.waitingHint")}</p>
      </div>
      <button className="btn" type="button" onClick={() => engine.leave()}>
        <Icon name="leave" />
        {t("dock.leave")}
      </button>
      <Link className="btn ghost" to="/chats/$chatId" params={{ chatId: engine.parts.chatId }}>
        {t("toChat")}
      </Link>
    </section>
  );
}
