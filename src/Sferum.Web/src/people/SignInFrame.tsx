import { type ReactNode, useEffect } from "react";
import { useTranslation } from "react-i18next";
import { MaintenanceBanner } from "../operators/MaintenanceBanner";
import { Icon, Logo } from "../shell/parts/Icon";
import { language, languages, speak } from "../texts/language";
import style from "./SignIn.module.css";

// The mark in cells, one person each: a row per line, a letter per cell.
const drawing = [
  ".............",
  "...ss#.......",
  "..s###.wwww..",
  ".s####.wwww..",
  ".s####.wwww..",
  ".#####.wwww..",
  ".............",
  ".#####.#####.",
  ".s####.####s.",
  ".s####.####s.",
  "..s###.###s..",
  "...ss#.#ss...",
  ".............",
];
const classes: Record<string, string | undefined> = { s: style.s, "#": style.on, w: style.w };

/** What every page before sign-in looks like. */
export function SignInFrame({ children, wide }: { children: ReactNode; wide?: boolean }) {
  const { t } = useTranslation();
  useEffect(() => {
    document.title = t("shell.name");
  }, [t]);
  return (
    <div className={style.page}>
      <div className={style.banner}>
        <MaintenanceBanner />
      </div>
      <main className={style.form} id="main" tabIndex={-1}>
        <div className={`${style.in} ${wide ? style.wide : ""}`}>
          <div className="row g2">
            <Logo className={style.logo} />
            <b className="t17">{t("shell.name")}</b>
          </div>
          {children}
          <Languages />
        </div>
      </main>
      <aside className={style.art} aria-label={t("shell.about")}>
        <div className="col g4">
          <div className={style.cells} aria-hidden="true">
            {drawing.flatMap((line, row) =>
              // biome-ignore lint/suspicious/noArrayIndexKey: a drawing's cells have no other name than their place
              [...line].map((cell, column) => <i key={`${row}.${column}`} className={classes[cell]} />),
            )}
          </div>
          <p className={`t17 dim ${style.motto}`}>{t("shell.tagline")}</p>
        </div>
      </aside>
    </div>
  );
}

function Languages() {
  const { t } = useTranslation();
  const now = language();
  return (
    <div className={`row wrap t13 g3 ${style.foot}`}>
      <Icon name="globe" small />
      {languages.map((one) =>
        one === now ? (
          <span key={one} className="mute">
            {t(`shell.languages.${one}`)}
          </span>
        ) : (
          <button key={one} type="button" lang={one} className={style.link} onClick={() => void speak(one)}>
            {t(`shell.languages.${one}`)}
          </button>
        ),
      )}
    </div>
  );
}
