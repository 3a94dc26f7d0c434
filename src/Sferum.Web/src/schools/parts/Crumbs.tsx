import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

/** The way to a page that has no tab: a link to what stands above, then the page itself. */
export function Crumbs({ link, here }: { link: ReactNode; here: string }) {
  const { t } = useTranslation("desk");
  return (
    <nav aria-label={t("way")}>
      <ol className="crumbs">
        <li>{link}</li>
        <li aria-current="page">{here}</li>
      </ol>
    </nav>
  );
}
