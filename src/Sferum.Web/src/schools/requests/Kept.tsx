import { useTranslation } from "react-i18next";
import type { KeptPlace } from "../joining/protocol";

/** Whose place the school's lists keep for somebody of this name. */
export function Kept({ of }: { of: KeptPlace[] }) {
  const { t } = useTranslation("desk");
  const [only, ...others] = of;
  if (!only) return null;
  return (
    <div className="t13">
      {others.length === 0 ? t("requests.kept", { name: only.name }) : t("requests.keptMany", { count: of.length })}
    </div>
  );
}
