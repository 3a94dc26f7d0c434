import type { Ref } from "react";
import { useTranslation } from "react-i18next";
import { useMe } from "../../shell/context";
import { hueOf, PersonAvatar } from "../../shell/parts/Avatar";
import { Icon } from "../../shell/parts/Icon";
import style from "../Call.module.css";
import type { Tile } from "../model/layout";
import { streamKey } from "../model/streams";
import { useCall, useEngine } from "../useCall";
import { Video } from "./Video";

interface TileViewProps {
  tile: Tile;
  large?: boolean;
  videoRef?: Ref<HTMLVideoElement>;
}

/** A participant: the picture or the initials, the name, whether heard, the hand. */
export function TileView({ tile, large, videoRef }: TileViewProps) {
  const { t } = useTranslation("call");
  const me = useMe();
  const { seat, screen } = tile;
  const { personId } = seat;
  const own = personId === me.personId;
  const stream = useTileStream(tile, own);
  const talking = useCall(({ speaking }) => speaking.since[personId] !== undefined) && seat.microphone && !screen;
  const name = own ? t("you", { name: seat.name }) : seat.name;
  const shown = screen ? t("tile.screen", { name: seat.name }) : name;
  return (
    <div
      className={`${style.tile} ${large ? style.large : ""}`}
      data-hue={hueOf(personId)}
      data-talking={talking || undefined}
    >
      {stream ? (
        <Video
          ref={videoRef}
          stream={stream}
          person={personId}
          label={screen ? shown : t("tile.camera", { name })}
          own={own}
          screen={screen}
        />
      ) : (
        <PersonAvatar id={personId} name={seat.name} size="l" />
      )}
      {!screen && <Hand personId={personId} />}
      {!screen && <Reacted personId={personId} />}
      <span className={style.name}>
        {!screen && <Icon name={seat.microphone ? "mic" : "micOff"} small />}
        {!screen && <span className="sr">{seat.microphone ? t("tile.microphoneOn") : t("tile.microphoneOff")}</span>}
        <span className="ell">{shown}</span>
        {!screen && <Spotlit personId={personId} />}
        {seat.away && <span className="mute">{t("tile.away")}</span>}
        {talking && <span className="sr">{t("tile.talking")}</span>}
      </span>
      <Pin personId={personId} name={seat.name} />
    </div>
  );
}

function useTileStream({ seat, screen }: Tile, own: boolean): MediaStream | null {
  return useCall(({ incoming, camera }) => {
    if (own) return camera;
    if (screen ? !seat.shares : !seat.camera) return null;
    return incoming[streamKey({ personId: seat.personId, screen, video: true })] ?? null;
  });
}

function Hand({ personId }: { personId: string }) {
  const { t } = useTranslation("call");
  const place = useCall(({ state }) => (state?.hands.indexOf(personId) ?? -1) + 1);
  if (place === 0) return null;
  return (
    <span className={style.flag}>
      <Icon name="hand" small />
      <span className="sr">{t("tile.hand", { place })}</span>
      <span aria-hidden="true">{place}</span>
    </span>
  );
}

/** That one is in the foreground for all; of oneself too. */
function Spotlit({ personId }: { personId: string }) {
  const { t } = useTranslation("call");
  const spotlit = useCall(({ state }) => state?.spotlight === personId);
  return spotlit ? <span className="mute">{t("tile.spotlight")}</span> : null;
}

function Reacted({ personId }: { personId: string }) {
  const emoji = useCall(({ reactions }) => reactions.findLast((one) => one.personId === personId)?.emoji);
  return emoji ? <span className={style.reaction}>{emoji}</span> : null;
}

function Pin({ personId, name }: { personId: string; name: string }) {
  const { t } = useTranslation("call");
  const engine = useEngine();
  const pinned = useCall(({ view }) => view.pinned === personId);
  const label = pinned ? t("tile.unpin", { name }) : t("tile.pin", { name });
  return (
    <button
      className={`ib s ${style.pin}`}
      type="button"
      aria-pressed={pinned}
      aria-label={label}
      title={label}
      onClick={() => engine.see({ pinned: pinned ? null : personId })}
    >
      <Icon name="pin" small />
    </button>
  );
}
