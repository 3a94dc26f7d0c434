import { useState } from "react";
import { useTranslation } from "react-i18next";
import { chooseThinLine, useThinLine } from "../../live/thinLine";
import { Icon } from "../../shell/parts/Icon";
import { Menu, MenuCheck } from "../../shell/parts/Menu";
import { toast } from "../../shell/Toasts";
import { canNotify, wantNotices } from "../notices/permission";
import { prefer, usePreferences } from "../preferences";

/** How the list and this device behave. */
export function ListMenu() {
  const { t } = useTranslation();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const { enterSends, notices } = usePreferences();
  const { thin } = useThinLine();

  const toggleNotices = async () => {
    if (notices) prefer({ notices: false });
    else if (!(await wantNotices())) toast(t("chats.view.noticesDenied"));
  };

  return (
    <>
      <button
        className="ib"
        type="button"
        aria-haspopup="menu"
        aria-label={t("chats.view.name")}
        title={t("chats.view.name")}
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        <Icon name="settings" />
      </button>
      {anchor && (
        <Menu label={t("chats.view.name")} anchor={anchor} onClose={() => setAnchor(null)}>
          {canNotify && <MenuCheck text={t("chats.view.notices")} on={notices} onClick={() => void toggleNotices()} />}
          <MenuCheck
            text={t("chats.view.enterSends")}
            on={enterSends}
            onClick={() => prefer({ enterSends: !enterSends })}
          />
          <MenuCheck text={t("shell.thinLine")} on={thin} onClick={() => chooseThinLine(!thin)} />
        </Menu>
      )}
    </>
  );
}
