import { useTranslation } from "react-i18next";
import { Icon } from "../../shell/parts/Icon";
import type { Choices } from "../media/choices";
import { playTone } from "../media/level";
import { DevicePicker } from "./DevicePicker";
import { Meter } from "./Meter";
import style from "./PreJoin.module.css";
import type { Trial } from "./useDevice";
import { useDevices } from "./useDevices";

interface PickersProps {
  choices: Choices;
  microphone: Pick<Trial, "track">;
  camera: Pick<Trial, "track">;
  onChoose: (change: Partial<Choices>) => void;
}

/** Which microphone, camera and speaker; the microphone's level, and a tone from the speaker. */
export function Pickers({ choices, microphone, camera, onChoose }: PickersProps) {
  const { t } = useTranslation("call");
  const { audioinput, videoinput, audiooutput } = useDevices(microphone.track, camera.track);
  return (
    <div className={style.pickers}>
      <div className="col g2">
        <DevicePicker
          label={t("devices.microphone")}
          devices={audioinput}
          value={choices.microphoneId}
          onChange={(microphoneId) => onChoose({ microphoneId })}
        />
        <Meter track={microphone.track} />
      </div>
      <DevicePicker
        label={t("devices.camera")}
        devices={videoinput}
        value={choices.cameraId}
        onChange={(cameraId) => onChoose({ cameraId })}
      />
      <div className="col g2">
        <DevicePicker
          label={t("devices.speaker")}
          devices={audiooutput}
          value={choices.speakerId}
          onChange={(speakerId) => onChoose({ speakerId })}
        />
        <button
          className="btn ghost s"
          type="button"
          onClick={() => void playTone(choices.speakerId).catch(() => undefined)}
        >
          <Icon name="bell" small />
          {t("before.test")}
        </button>
      </div>
    </div>
  );
}
