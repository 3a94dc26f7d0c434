import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { PersonAvatar } from "../../shell/parts/Avatar";
import { Icon } from "../../shell/parts/Icon";
import call from "../Call.module.css";
import type { Choices } from "../media/choices";
import { Video } from "../screen/Video";
import { useWhyNot } from "../useWhyNot";
import style from "./PreJoin.module.css";
import type { Trial } from "./useDevice";

interface PreviewProps {
  name: string;
  personId: string;
  camera: Trial;
  microphone: Trial;
  choices: Choices;
  listens: boolean;
  onChoose: (change: Partial<Choices>) => void;
}

/** How one will be seen, and whether one will be heard. */
export function Preview({ name, personId, camera, microphone, choices, listens, onChoose }: PreviewProps) {
  const { t } = useTranslation("call");
  const whyNot = useWhyNot();
  const stream = useMemo(() => (camera.track ? new MediaStream([camera.track]) : null), [camera.track]);
  const faults = [microphone.fault, camera.fault].flatMap((fault) => fault ?? []);
  return (
    <>
      <div className={`${call.tile} ${style.preview}`}>
        {stream ? (
          <Video stream={stream} person={personId} label={t("before.preview")} own />
        ) : (
          <PersonAvatar id={personId} name={name} size="l" />
        )}
        <span className={`${call.name} ${style.said}`}>{stream ? t("before.preview") : t("before.cameraOff")}</span>
        <div className={style.over}>
          <button
            className={`btn s ${choices.microphone && !listens ? "pri" : ""}`}
            type="button"
            aria-pressed={choices.microphone && !listens}
            disabled={listens}
            onClick={() => onChoose({ microphone: !choices.microphone })}
          >
            <Icon name={choices.microphone ? "mic" : "micOff"} small />
            {t("dock.microphone")}
          </button>
          <button
            className={`btn s ${choices.camera && !listens ? "pri" : ""}`}
            type="button"
            aria-pressed={choices.camera && !listens}
            disabled={listens}
            onClick={() => onChoose({ camera: !choices.camera })}
          >
            <Icon name={choices.camera ? "video" : "videoOff"} small />
            {t("dock.camera")}
          </button>
        </div>
      </div>
      <div role="alert" className="col g2">
        {faults.map((fault) => (
          <p key={fault.kind} className="banner warn round">
            {whyNot(fault)}
          </p>
        ))}
        {listens && <p className="banner round">{t("dock.listens")}</p>}
      </div>
    </>
  );
}
