import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { listenTo } from "../media/level";
import style from "./PreJoin.module.css";

const cells = 12;

/** How loud the microphone is, in cells. */
export function Meter({ track }: { track: MediaStreamTrack | null }) {
  const { t } = useTranslation("call");
  const [level, setLevel] = useState(0);
  useEffect(() => {
    setLevel(0);
    return track ? listenTo(track, setLevel) : undefined;
  }, [track]);
  const lit = Math.round(level * cells);
  return (
    <span className={style.meter} role="img" aria-label={lit > 2 ? t("before.level") : t("before.levelNone")}>
      {Array.from({ length: cells }, (_, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its place
        <i key={i} className={i < lit ? style.on : undefined} />
      ))}
    </span>
  );
}
