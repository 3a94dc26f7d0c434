import { useTranslation } from "react-i18next";
import { Icon } from "../../shell/parts/Icon";
import { useAct, useCall, useEngine } from "../useCall";

/** Whoever leads asks for a word: it is the person who switches the microphone on. */
export function Asked() {
  const { t } = useTranslation("call");
  const engine = useEngine();
  const act = useAct();
  const asked = useCall((view) => view.asked);
  return (
    <div role="alert">
      {asked && (
        <div className="banner round">
          <Icon name="mic" small />
          <span className="grow">{t("asked.text")}</span>
          <button className="btn s pri" type="button" onClick={() => act(engine.setMicrophone(true))}>
            {t("asked.on")}
          </button>
          <button className="btn s" type="button" onClick={() => engine.dismissAsked()}>
            {t("asked.no")}
          </button>
        </div>
      )}
    </div>
  );
}

/** That one speaks into a microphone that is off, and that pictures were left out. */
export function Notices() {
  const { t } = useTranslation("call");
  const engine = useEngine();
  const unheard = useCall((view) => view.unheard);
  const thinned = useCall((view) => view.thinned);
  return (
    <div role="status">
      {unheard && (
        <div className="banner warn round">
          <Icon name="micOff" small />
          <span className="grow">{t("unheard")}</span>
        </div>
      )}
      {thinned && (
        <div className="banner warn round">
          <Icon name="wifiOff" small />
          <span className="grow">{t("network.thinned")}</span>
          <button className="btn s" type="button" onClick={() => engine.do({ audioOnly: false })}>
            {t("network.back")}
          </button>
        </div>
      )}
    </div>
  );
}
