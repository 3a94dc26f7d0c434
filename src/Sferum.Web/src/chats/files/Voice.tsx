import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "../../shell/parts/Icon";
import type { Attachment } from "../protocol";
import style from "./Files.module.css";
import { durationText } from "./sizes";
import { useBytes } from "./useBytes";

const speeds = [1, 1.5, 2];

/** A recording: fetched when somebody wants to hear it, with its shape to point at. */
export function Voice({ of }: { of: Attachment }) {
  const { t } = useTranslation();
  const audio = useRef<HTMLAudioElement>(null);
  const [wanted, setWanted] = useState(false);
  const [playing, setPlaying] = useState(false);
  const [at, setAt] = useState(0);
  const [speed, setSpeed] = useState(1);
  const { address, failed } = useBytes(of, "full", wanted);
  const lasts = (of.durationMs ?? 0) / 1000;

  useEffect(() => {
    if (address) void audio.current?.play().catch(() => undefined);
  }, [address]);
  useEffect(() => {
    if (audio.current) audio.current.playbackRate = speed;
  }, [speed]);

  const toggle = () => {
    if (!address) setWanted(true);
    else if (playing) audio.current?.pause();
    else void audio.current?.play();
  };
  return (
    <div className={style.voice} role="group" aria-label={t("chats.files.voice")}>
      <button
        type="button"
        className="ib"
        aria-label={t(playing ? "chats.files.pause" : "chats.files.play")}
        onClick={toggle}
      >
        <Icon name={failed ? "alert" : playing ? "pause" : "play"} />
      </button>
      <Wave peaks={of.peaks ?? null} done={lasts > 0 ? at / lasts : 0} />
      <input
        type="range"
        className={style.seek}
        aria-label={t("chats.files.position")}
        min={0}
        max={Math.max(lasts, 0.1)}
        step={0.1}
        value={at}
        disabled={!address}
        onChange={(event) => {
          if (audio.current) audio.current.currentTime = Number(event.target.value);
        }}
      />
      <span className="num t13">{durationText((playing || at > 0 ? at : lasts) * 1000)}</span>
      <button
        type="button"
        className="btn ghost s num"
        aria-label={t("chats.files.speed", { speed })}
        onClick={() => setSpeed(speeds[(speeds.indexOf(speed) + 1) % speeds.length] ?? 1)}
      >
        {`${speed}×`}
      </button>
      {/* biome-ignore lint/a11y/useMediaCaption: nobody has written down what was said */}
      <audio
        ref={audio}
        src={address ?? undefined}
        onPlay={() => setPlaying(true)}
        onPause={() => setPlaying(false)}
        onEnded={() => setAt(0)}
        onTimeUpdate={() => setAt(audio.current?.currentTime ?? 0)}
      />
    </div>
  );
}

function Wave({ peaks, done }: { peaks: string | null; done: number }) {
  if (!peaks) return null;
  const bars = [...atob(peaks)].map((one) => one.charCodeAt(0));
  const width = 100 / bars.length;
  return (
    <svg className={style.wave} viewBox="0 0 100 24" preserveAspectRatio="none" aria-hidden="true">
      {bars.map((bar, place) => {
        const height = Math.max(2, (bar / 255) * 24);
        const left = place * width;
        return (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: a shape never changes
            key={place}
            x={left}
            y={(24 - height) / 2}
            width={width * 0.6}
            height={height}
            className={left / 100 < done ? style.heard : undefined}
          />
        );
      })}
    </svg>
  );
}
