import { useTranslation } from "react-i18next";
import { Menu, MenuCheck, MenuEntry } from "../../shell/parts/Menu";
import { canShare } from "../media/devices";
import { leads } from "../model/store";
import type { Modes } from "../model/streams";
import { useAct, useCall, useEngine } from "../useCall";
import type { Opened } from "./CallScreen";
import type { Side } from "./SidePanel";

interface MoreMenuProps {
  anchor: HTMLElement;
  onOpen: (what: Opened) => void;
  onSide: (side: Side) => void;
  onPip: () => void;
  onClose: () => void;
}

/** Devices, what is done without on a thin line, and what is needed seldom. */
export function MoreMenu({ anchor, onOpen, onSide, onPip, onClose }: MoreMenuProps) {
  const { t } = useTranslation("call");
  const engine = useEngine();
  const modes = useCall((view) => view.modes);
  const leading = useCall(leads);
  const act = useAct();
  const board = useCall(({ state }) => state?.board != null);
  const mode = (name: keyof Modes) => (
    <MenuCheck text={t(`more.${name}`)} on={modes[name]} onClick={() => engine.do({ [name]: !modes[name] })} />
  );
  const open = (act: () => void) => () => {
    onClose();
    act();
  };
  return (
    <Menu label={t("dock.more")} anchor={anchor} onClose={onClose}>
      {mode("audioOnly")}
      {mode("noCameras")}
      {mode("noScreens")}
      {canShare() && mode("slides")}
      <MenuEntry icon="settings" text={t("devices.title")} onClick={open(() => onOpen("devices"))} />
      {document.pictureInPictureEnabled && <MenuEntry icon="laptop" text={t("more.pip")} onClick={open(onPip)} />}
      {leading && <MenuEntry icon="people" text={t("groups.name")} onClick={open(() => onSide("groups"))} />}
      {leading && <MenuEntry icon="poll" text={t("poll.name")} onClick={open(() => onSide("poll"))} />}
      {leading && (
        <MenuEntry
          icon="edit"
          text={board ? t("board.close") : t("board.open")}
          onClick={open(() => act(engine.lead({ act: "open_board", on: !board })))}
        />
      )}
      {leading && <MenuEntry icon="check2" text={t("more.attendance")} onClick={open(() => onOpen("attendance"))} />}
      <MenuEntry icon="info" text={t("more.keys")} onClick={open(() => onOpen("keys"))} />
    </Menu>
  );
}
