import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMe } from "../../shell/context";
import { PersonAvatar } from "../../shell/parts/Avatar";
import { Icon } from "../../shell/parts/Icon";
import type { Seat } from "../protocol";
import { PersonMenu } from "./PersonMenu";

/** Somebody who is in: role, microphone, camera, hand, and what can be done. */
export function PersonRow({ seat, hand }: { seat: Seat; hand: boolean }) {
  const { t } = useTranslation("call");
  const me = useMe().personId;
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const { personId, name, role } = seat;
  const label = t("people.acts", { name });
  return (
    <li>
      <PersonAvatar id={personId} name={name} size="s" />
      <div className="grow" style={{ minWidth: 0 }}>
        <div className="ell">{personId === me ? t("you", { name }) : name}</div>
        <div className="t12 mute">
          {role !== "member" && t(`roles.${role}`)} {seat.away && t("tile.away")}
        </div>
      </div>
      {hand && <Icon name="hand" small />}
      {seat.camera && <Icon name="video" small />}
      <Icon name={seat.microphone ? "mic" : "micOff"} small />
      <span className="sr">{seat.microphone ? t("tile.microphoneOn") : t("tile.microphoneOff")}</span>
      <button
        className="ib"
        type="button"
        aria-haspopup="menu"
        aria-label={label}
        title={label}
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        <Icon name="more" />
      </button>
      {anchor && <PersonMenu seat={seat} hand={hand} anchor={anchor} onClose={() => setAnchor(null)} />}
    </li>
  );
}
