import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useConfig } from "../../people/useConfig";
import { Icon } from "../../shell/parts/Icon";
import { toast } from "../../shell/Toasts";
import style from "./Files.module.css";
import { durationText } from "./sizes";

const types = ["audio/webm;codecs=opus", "audio/mp4", "audio/ogg;codecs=opus"];

export const canRecord = (): boolean => "MediaRecorder" in window && Boolean(navigator.mediaDevices);

interface RecorderProps {
  onDone: (voice: File) => void;
  onClose: () => void;
}

/** Records while it is there: kept or thrown away by a button, and kept by itself once the server would take no more. */
export function Recorder({ onDone, onClose }: RecorderProps) {
  const { t } = useTranslation();
  const recorder = useRef<MediaRecorder | null>(null);
  const [lasts, setLasts] = useState(0);
  const keep = useRef(false);
  const done = useRef(onDone);
  const close = useRef(onClose);
  const longestMs = (useConfig()?.voiceSeconds ?? Number.POSITIVE_INFINITY) * 1000;
  done.current = onDone;
  close.current = onClose;

  useEffect(() => {
    let stream: MediaStream | null = null;
    let left = false;
    const parts: Blob[] = [];
    const began = Date.now();
    const timer = setInterval(() => {
      setLasts(Date.now() - began);
      if (Date.now() - began >= longestMs) stopWith(true);
    }, 200);
    const stopWith = (kept: boolean) => {
      keep.current = kept;
      recorder.current?.stop();
    };
    const begin = async () => {
      stream = await navigator.mediaDevices.getUserMedia({ audio: true });
      if (left) return stopTracks(stream);
      const mimeType = types.find((type) => MediaRecorder.isTypeSupported(type));
      const made = new MediaRecorder(stream, mimeType ? { mimeType } : {});
      made.ondataavailable = ({ data }) => parts.push(data);
      made.onstop = () => {
        stopTracks(stream);
        if (keep.current) done.current(new File(parts, nameOf(made.mimeType), { type: made.mimeType }));
        close.current();
      };
      recorder.current = made;
      made.start(1000);
    };
    begin().catch((error: unknown) => {
      toast(t(`chats.files.microphone.${whyNot(error)}`));
      close.current();
    });
    return () => {
      left = true;
      clearInterval(timer);
      if (recorder.current?.state === "recording") recorder.current.stop();
      else stopTracks(stream);
    };
  }, [t, longestMs]);

  const stop = (kept: boolean) => {
    keep.current = kept;
    if (recorder.current?.state === "recording") recorder.current.stop();
    else onClose();
  };
  return (
    <div className={style.recorder} role="group" aria-label={t("chats.files.recording")}>
      <span className={style.live} aria-hidden="true" />
      <span className="num grow" role="timer">
        {durationText(lasts)}
      </span>
      <button type="button" className="btn ghost" onClick={() => stop(false)}>
        <Icon name="trash" small />
        {t("shell.cancel")}
      </button>
      <button type="button" className="btn pri" onClick={() => stop(true)}>
        <Icon name="check" small />
        {t("chats.files.attach")}
      </button>
    </div>
  );
}

/** Why the browser gave no sound, by the names that it has for it. */
function whyNot(error: unknown): "denied" | "none" | "failed" {
  const name = error instanceof Error || error instanceof DOMException ? error.name : "";
  if (name === "NotAllowedError" || name === "SecurityError") return "denied";
  return name === "NotFoundError" ? "none" : "failed";
}

const stopTracks = (stream: MediaStream | null): void => {
  for (const track of stream?.getTracks() ?? []) track.stop();
};

const nameOf = (type: string): string =>
  `voice.${type.includes("mp4") ? "m4a" : type.includes("ogg") ? "ogg" : "webm"}`;
