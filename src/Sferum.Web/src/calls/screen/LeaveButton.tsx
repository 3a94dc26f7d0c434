import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Confirm } from "../../shell/parts/Dialog";
import { Menu, MenuEntry } from "../../shell/parts/Menu";
import { useAct, useCall, useEngine } from "../useCall";
import { Key } from "./Dock";

/** Who takes part leaves at once; who leads says whether alone or with all. */
export function LeaveButton() {
  const { t } = useTranslation("call");
  const engine = useEngine();
  const act = useAct();
  const ends = useCall((view) => view.role === "leader");
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Key
        icon="leave"
        text={t("dock.leave")}
        bye
        menu={ends}
        onClick={(at) => (ends ? setAnchor(at) : engine.leave())}
      />
      {anchor && (
        <Menu label={t("dock.leave")} anchor={anchor} onClose={() => setAnchor(null)}>
          <MenuEntry icon="out" text={t("dock.leave")} onClick={() => engine.leave()} />
          <MenuEntry
            icon="leave"
            text={t("dock.end")}
            bad
            onClick={() => {
              setAnchor(null);
              setAsking(true);
            }}
          />
        </Menu>
      )}
      {asking && (
        <Confirm
          title={t("dock.endTitle")}
          hint={t("dock.endHint")}
          act={t("dock.end")}
          onConfirm={() => act(engine.lead({ act: "end" }))}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}
