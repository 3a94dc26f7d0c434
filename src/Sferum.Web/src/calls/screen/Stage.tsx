import { type CSSProperties, type Ref, useEffect, useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useMe } from "../../shell/context";
import { Icon } from "../../shell/parts/Icon";
import style from "../Call.module.css";
import { columnsFor, type Layout, layoutOf } from "../model/layout";
import type { Look } from "../model/streams";
import type { CallState } from "../protocol";
import { useCall, useEngine } from "../useCall";
import { TileView } from "./TileView";
import { useWidth } from "./useWidth";

const thumbnail = 150;
const narrowBelow = 600;

/** Who is in: a grid in pages, or one large tile with thumbnails below. */
export function Stage({ state, videoRef }: { state: CallState; videoRef: Ref<HTMLVideoElement> }) {
  const me = useMe();
  const place = useRef<HTMLDivElement>(null);
  const width = useWidth(place);
  const view = useCall((one) => one.view);
  const speaker = useCall(({ speaking }) => speaking.speaker);
  const narrow = width > 0 && width < narrowBelow;
  const layout = useMemo(
    () => layoutOf(state, me.personId, view, speaker, narrow),
    [state, me.personId, view, speaker, narrow],
  );
  const columns = columnsFor(layout.tiles.length, narrow);
  useLooking(layout, width, columns);
  const tiles = layout.tiles.map((tile) => (
    <li key={tile.seat.personId} style={{ display: "grid", minWidth: 0, minHeight: 0 }}>
      <TileView tile={tile} />
    </li>
  ));
  return (
    <div className={style.stage} ref={place} style={{ flex: 1, padding: 0 }}>
      {layout.large && <TileView tile={layout.large} large videoRef={videoRef} />}
      {layout.large ? (
        <ul className={style.strip}>{tiles}</ul>
      ) : (
        <ul className={style.grid} style={{ "--columns": columns } as CSSProperties}>
          {tiles}
        </ul>
      )}
      {layout.pages > 1 && <Pages layout={layout} />}
    </div>
  );
}

/** Tells which pictures are on the screen and how large: others are not fetched. */
function useLooking(layout: Layout, width: number, columns: number): void {
  const engine = useEngine();
  const looks = useMemo(() => {
    const { large, tiles } = layout;
    // Before it is drawn it may be as wide as the window.
    const whole = width || window.innerWidth;
    const first: Look[] = large ? [{ personId: large.seat.personId, screen: large.screen, width: whole }] : [];
    const each = large ? thumbnail : Math.round(whole / columns);
    return [...first, ...tiles.map(({ seat, screen }) => ({ personId: seat.personId, screen, width: each }))];
  }, [layout, width, columns]);
  useEffect(() => engine.look(looks), [engine, looks]);
}

function Pages({ layout: { page, pages } }: { layout: Layout }) {
  const { t } = useTranslation("call");
  const engine = useEngine();
  const step = (by: number) => () => engine.see({ page: page + by });
  return (
    <div className={style.pages}>
      <button className="ib" type="button" aria-label={t("more.previous")} disabled={page === 0} onClick={step(-1)}>
        <Icon name="back" />
      </button>
      <span className="t13 dim num">{t("more.page", { page: page + 1, pages })}</span>
      <button className="ib" type="button" aria-label={t("more.next")} disabled={page + 1 >= pages} onClick={step(1)}>
        <Icon name="right" />
      </button>
    </div>
  );
}
