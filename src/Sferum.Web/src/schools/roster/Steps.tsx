import { useTranslation } from "react-i18next";

const steps = ["file", "check", "done"] as const;

/** Where one is on the way from a file to the school's lists. */
export function Steps({ at }: { at: (typeof steps)[number] }) {
  const { t } = useTranslation("desk");
  return (
    <ol className="row wrap g4 t13" aria-label={t("import.steps.title")}>
      {steps.map((step, i) => (
        <li
          key={step}
          className={`row g2 ${step === at ? "b" : "dim"}`}
          aria-current={step === at ? "step" : undefined}
        >
          <span className={`badge ${step === at ? "" : "quiet"}`}>{i + 1}</span>
          {t(`import.steps.${step}`)}
        </li>
      ))}
    </ol>
  );
}
