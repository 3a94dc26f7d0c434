import { Outlet } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Toasts } from "./Toasts";

export function Root() {
  const { t } = useTranslation();
  return (
    <>
      {/* biome-ignore lint/a11y/useValidAnchor: it goes to a place of this page, and the address must not change */}
      <a className="skip" href="#main" onClick={focusMain}>
        {t("shell.skip")}
      </a>
      <Outlet />
      <Toasts />
    </>
  );
}

// The address must not change: it names the chat.
function focusMain(event: React.MouseEvent): void {
  event.preventDefault();
  document.getElementById("main")?.focus();
}
