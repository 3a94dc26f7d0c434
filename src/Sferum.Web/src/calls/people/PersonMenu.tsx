import { useTranslation } from "react-i18next";
import { useMe } from "../../shell/context";
import type { IconName } from "../../shell/parts/Icon";
import { Menu, MenuEntry } from "../../shell/parts/Menu";
import type { Lead, Seat } from "../protocol";
import { useAct, useCall, useEngine } from "../useCall";

interface PersonMenuProps {
  seat: Seat;
  hand: boolean;
  anchor: HTMLElement;
  onClose: () => void;
}

/** What can be done about somebody: pinning for everybody, the rest for those who lead. Nobody's microphone is switched on by another. */
export function PersonMenu({ seat, hand, anchor, onClose }: PersonMenuProps) {
  const { t } = useTranslation("call");
  const engine = useEngine();
  const act = useAct();
  const me = useMe().personId;
  const role = useCall((view) => view.role);
  const pinned = useCall(({ view }) => view.pinned === seat.personId);
  const spotlit = useCall(({ state }) => state?.spotlight === seat.personId);
  const { personId } = seat;
  const other = personId !== me;
  // Leaders do to each other what is gentle, helpers nothing.
  const gently = role === "leader" || (role === "co_leader" && seat.role !== "leader");
  const firmly = gently && seat.role !== "leader" && other;
  const lead = (icon: IconName, text: string, what: Omit<Lead, "personId">, bad = false) => (
    <MenuEntry
      icon={icon}
      text={text}
      bad={bad}
      onClick={() => {
        onClose();
        act(engine.lead({ ...what, personId }));
      }}
    />
  );
  return (
    <Menu label={t("people.acts", { name: seat.name })} anchor={anchor} onClose={onClose}>
      <MenuEntry
        icon="pin"
        text={pinned ? t("people.unpin") : t("people.pin")}
        onClick={() => {
          onClose();
          engine.see({ pinned: pinned ? null : personId });
        }}
      />
      {role !== "member" &&
        lead("megaphone", spotlit ? t("people.notSpotlight") : t("people.spotlight"), {
          act: "spotlight",
          on: !spotlit,
        })}
      {gently && other && seat.microphone && lead("micOff", t("people.mute"), { act: "mute" })}
      {gently && other && !seat.microphone && lead("mic", t("people.askToUnmute"), { act: "ask_to_unmute" })}
      {gently && hand && lead("hand", t("people.lowerHand"), { act: "lower_hand" })}
      {firmly && seat.camera && lead("videoOff", t("people.stopCamera"), { act: "stop_camera" })}
      {firmly && seat.shares && lead("share", t("people.stopShare"), { act: "stop_share" })}
      {role === "leader" &&
        firmly &&
        (seat.role === "co_leader"
          ? lead("people", t("people.notCoLead"), { act: "co_lead", on: false })
          : seat.mayHelp && lead("people", t("people.coLead"), { act: "co_lead", on: true }))}
      {firmly && lead("clock", t("people.toLobby"), { act: "send_to_lobby" })}
      {firmly && lead("out", t("people.remove"), { act: "remove" }, true)}
      {firmly && lead("shield", t("people.block"), { act: "block", on: true }, true)}
    </Menu>
  );
}
