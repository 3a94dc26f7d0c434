import { Link } from "@tanstack/react-router";
import { useEffect, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useMe } from "../../shell/context";
import { Icon } from "../../shell/parts/Icon";
import style from "../Call.module.css";
import { here } from "../groups/here";
import { layoutOf } from "../model/layout";
import { isLocked } from "../model/store";
import { useAct, useCall, useEngine } from "../useCall";
import { TileView } from "./TileView";

const width = 240;

/** The session in a corner, while one reads and writes elsewhere in the page. */
export function Mini() {
  const { t } = useTranslation("call");
  const engine = useEngine();
  const act = useAct();
  const me = useMe().personId;
  const state = useCall((view) => view.state);
  const view = useCall((one) => one.view);
  const speaker = useCall(({ speaking }) => speaking.speaker);
  const microphoneOn = useCall((one) => one.microphoneOn);
  const locked = useCall((one) => isLocked(one, "microphones")) && !microphoneOn;
  const tile = useMemo(
    () => state && layoutOf(here(state, me), me, { ...view, kind: "speaker" }, speaker).large,
    [state, me, view, speaker],
  );
  const personId = tile?.seat.personId;
  const screen = tile?.screen ?? false;
  useEffect(() => engine.look(personId ? [{ personId, screen, width }] : []), [engine, personId, screen]);
  return (
    <aside className={style.mini} aria-label={t("mini.name")} data-landmark>
      {tile && <TileView tile={tile} />}
      <div className={style.miniBar}>
        <Link
          className="ib"
          to="/chats/$chatId/call"
          params={{ chatId: engine.parts.chatId }}
          aria-label={t("mini.open")}
          title={t("mini.open")}
        >
          <Icon name="up" />
        </Link>
        <span className="grow ell t13">{state?.title ?? t("phases.waiting")}</span>
        <button
          className="ib"
          type="button"
          aria-pressed={microphoneOn}
          aria-label={t("dock.microphone")}
          title={t("dock.microphone")}
          disabled={locked}
          onClick={() => act(engine.setMicrophone(!microphoneOn))}
        >
          <Icon name={microphoneOn ? "mic" : "micOff"} />
        </button>
        <button
          className="ib"
          type="button"
          aria-label={t("dock.leave")}
          title={t("dock.leave")}
          onClick={() => engine.leave()}
        >
          <Icon name="leave" />
        </button>
      </div>
    </aside>
  );
}
