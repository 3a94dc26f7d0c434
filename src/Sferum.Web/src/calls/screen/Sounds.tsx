import { useEffect, useRef } from "react";
import style from "../Call.module.css";
import { useChoices } from "../media/choices";
import { sendTo } from "../media/level";
import { useCall } from "../useCall";

/** Everybody's sound, whatever page is open. */
export function Sounds() {
  const incoming = useCall((view) => view.incoming);
  return (
    <div className={style.sounds}>
      {Object.entries(incoming)
        .filter(([key]) => key.endsWith("/audio"))
        .map(([key, stream]) => (
          <Sound key={key} stream={stream} />
        ))}
    </div>
  );
}

function Sound({ stream }: { stream: MediaStream }) {
  const element = useRef<HTMLAudioElement>(null);
  const speakerId = useChoices(({ chosen }) => chosen.speakerId ?? "");
  useEffect(() => {
    const audio = element.current;
    if (!audio) return;
    audio.srcObject = stream;
    void Promise.resolve(audio.play()).catch(() => undefined);
  }, [stream]);
  useEffect(() => {
    if (element.current) void sendTo(element.current, speakerId);
  }, [speakerId]);
  // biome-ignore lint/a11y/useMediaCaption: what people say at this moment has no captions
  return <audio ref={element} autoPlay />;
}
