import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { useChats, useMe } from "../../shell/context";
import { Icon, type IconName } from "../../shell/parts/Icon";
import style from "../Call.module.css";
import { canShare } from "../media/devices";
import { isLocked } from "../model/store";
import type { CallState } from "../protocol";
import { useAct, useCall, useEngine } from "../useCall";
import type { Opened } from "./CallScreen";
import { LeaveButton } from "./LeaveButton";
import { MoreMenu } from "./MoreMenu";
import { ReactionsMenu } from "./ReactionsMenu";
import type { Side } from "./SidePanel";

interface DockProps {
  state: CallState;
  side: Side | null;
  onSide: (side: Side | null) => void;
  onOpen: (what: Opened) => void;
  onPip: () => void;
}

/** The bar below: one's own microphone, camera, screen and hand, the panels, and the way out. */
export function Dock({ state, side, onSide, onOpen, onPip }: DockProps) {
  const { t } = useTranslation("call");
  const [menu, setMenu] = useState<{ what: "more" | "reactions"; anchor: HTMLElement } | null>(null);
  const open = (what: "more" | "reactions") => (anchor: HTMLElement) => setMenu({ what, anchor });
  const waiting = state.waiting?.length ?? 0;
  const toggle = (what: Side) => () => onSide(side === what ? null : what);
  return (
    <footer>
      <div className={style.dock} role="toolbar" aria-label={t("dock.name")}>
        <OwnButtons state={state} />
        <Key icon="smile" text={t("dock.reactions")} menu onClick={open("reactions")} />
        <Key icon="chat" text={t("dock.chat")} expanded={side === "chat"} onClick={toggle("chat")} />
        <Key
          icon="people"
          text={t("dock.people")}
          expanded={side === "people"}
          count={state.hands.length + waiting}
          onClick={toggle("people")}
        />
        <Key icon="more" text={t("dock.more")} menu onClick={open("more")} />
        <LeaveButton />
      </div>
      {menu?.what === "more" && (
        <MoreMenu anchor={menu.anchor} onOpen={onOpen} onSide={onSide} onPip={onPip} onClose={() => setMenu(null)} />
      )}
      {menu?.what === "reactions" && <ReactionsMenu anchor={menu.anchor} onClose={() => setMenu(null)} />}
    </footer>
  );
}

function OwnButtons({ state }: { state: CallState }) {
  const { t } = useTranslation("call");
  const engine = useEngine();
  const act = useAct();
  const me = useMe().personId;
  const listens = useChats(({ chats }) => chats.byId[state.chatId]?.summary.limited ?? false);
  const microphoneOn = useCall((view) => view.microphoneOn);
  const cameraOn = useCall((view) => view.cameraOn);
  const sharing = useCall((view) => view.screen !== null);
  const micLocked = useCall((view) => isLocked(view, "microphones"));
  const cameraLocked = useCall((view) => isLocked(view, "cameras"));
  const shareLocked = useCall((view) => isLocked(view, "share"));
  const up = state.hands.includes(me);
  const reason = (locked: boolean) => (listens ? t("dock.listens") : locked ? t("dock.locked") : null);
  return (
    <>
      <Key
        icon={microphoneOn ? "mic" : "micOff"}
        text={t("dock.microphone")}
        pressed={microphoneOn}
        whyNot={microphoneOn ? null : reason(micLocked)}
        onClick={() => act(engine.setMicrophone(!microphoneOn))}
      />
      <Key
        icon={cameraOn ? "video" : "videoOff"}
        text={t("dock.camera")}
        pressed={cameraOn}
        whyNot={cameraOn ? null : reason(cameraLocked)}
        onClick={() => act(engine.setCamera(!cameraOn))}
      />
      {canShare() && !state.direct && (
        <Key
          icon="share"
          text={sharing ? t("dock.stopShare") : t("dock.share")}
          pressed={sharing}
          whyNot={sharing ? null : reason(shareLocked)}
          onClick={() => (sharing ? engine.stopSharing() : act(engine.share()))}
        />
      )}
      <Key icon="hand" text={t("dock.hand")} pressed={up} onClick={() => act(engine.raiseHand(!up))} />
    </>
  );
}

interface KeyProps {
  icon: IconName;
  text: string;
  pressed?: boolean;
  expanded?: boolean;
  menu?: boolean;
  /** Why it can't be pressed now. */
  whyNot?: string | null;
  count?: number;
  bye?: boolean;
  children?: ReactNode;
  onClick: (anchor: HTMLElement) => void;
}

export function Key({ icon, text, pressed, expanded, menu, whyNot, count, bye, onClick }: KeyProps) {
  return (
    <button
      className={`${style.dk} ${bye ? style.bye : ""}`}
      type="button"
      aria-label={whyNot ? `${text}. ${whyNot}` : text}
      title={whyNot ?? text}
      aria-pressed={pressed}
      aria-expanded={expanded}
      aria-haspopup={menu ? "menu" : undefined}
      disabled={whyNot != null}
      onClick={(event) => onClick(event.currentTarget)}
    >
      <span className={style.round}>
        <Icon name={icon} />
        {count !== undefined && count > 0 && <span className={`badge at ${style.count}`}>{count}</span>}
      </span>
      <span aria-hidden="true">{text}</span>
    </button>
  );
}
