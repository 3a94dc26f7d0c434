import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useApi, useMe } from "../../shell/context";
import { Icon } from "../../shell/parts/Icon";
import { Menu } from "../../shell/parts/Menu";
import { GuardianLinkDialog } from "../guardians/GuardianLinkDialog";
import { MovementDialog } from "../movements/MovementDialog";
import type { MovementKind } from "../movements/protocol";
import { useAct } from "../parts/useAct";
import type { SchoolPerson } from "../people/protocol";
import { may } from "../rights";
import { structureApi } from "../structure/api";
import type { SchoolClass } from "../structure/protocol";

type Opened = { movement: MovementKind } | "guardian" | null;

/** What is done about one student of a class: a guardian's link, a movement by order, or out of the class by hand. */
export function StudentActs({ of, student }: { of: SchoolClass; student: SchoolPerson }) {
  const { t } = useTranslation("desk");
  const api = useApi(structureApi);
  const me = useMe();
  const { act } = useAct();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const [opened, setOpened] = useState<Opened>(null);
  const { personId, name } = student;
  const place = `classes/${of.id}`;
  const choose = (next: Opened) => {
    setAnchor(null);
    setOpened(next);
  };
  const remove = () => {
    setAnchor(null);
    void act(() => api.endEnrollment(place, personId), t("roster.removed", { name, title: of.title }), {
      work: () => api.enroll(place, personId),
      done: t("roster.enrolled", { name, title: of.title }),
    });
  };
  const entry = (word: string, next: Opened) => (
    <button type="button" role="menuitem" onClick={() => choose(next)}>
      {word}
    </button>
  );
  const moves = may(me.roles, "manageMovement");
  return (
    <>
      <button
        type="button"
        className="ib"
        aria-haspopup="menu"
        aria-label={t("roster.actsOf", { name })}
        title={t("roster.actsOf", { name })}
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        <Icon name="more" />
      </button>
      {anchor && (
        <Menu label={t("roster.actsOf", { name })} anchor={anchor} onClose={() => setAnchor(null)}>
          {may(me.roles, "inviteGuardians") && entry(t("guardians.invite"), "guardian")}
          {moves && entry(t("movements.kinds.class_transfer"), { movement: "class_transfer" })}
          {moves && entry(t("movements.kinds.leave"), { movement: "leave" })}
          {moves && entry(t("movements.kinds.release"), { movement: "release" })}
          {moves && entry(t("movements.kinds.dismissal"), { movement: "dismissal" })}
          {may(me.roles, "manageEnrollment") && (
            <button type="button" role="menuitem" onClick={remove}>
              {t("roster.remove")}
            </button>
          )}
        </Menu>
      )}
      {opened === "guardian" && <GuardianLinkDialog of={of} student={student} onClose={() => setOpened(null)} />}
      {opened !== null && opened !== "guardian" && (
        <MovementDialog kind={opened.movement} person={student} onClose={() => setOpened(null)} />
      )}
    </>
  );
}
