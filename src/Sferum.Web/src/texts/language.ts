import i18next from "i18next";
import { initReactI18next } from "react-i18next";

export type Language = "ru" | "en";

export const languages: Language[] = ["ru", "en"];

// The same key as public/theme.js, which sets <html lang> before the first paint.
const key = "sferum.language";
const catalogues = { ru: () => import("./ru"), en: () => import("./en") };

export const language = (): Language => (i18next.language === "en" ? "en" : "ru");

/** Loads the catalogue of the language chosen last time; Russian at first. */
export async function startTexts(): Promise<void> {
  const chosen: Language = localStorage.getItem(key) === "en" ? "en" : "ru";
  await i18next.use(initReactI18next).init({
    lng: chosen,
    ns: ["web"],
    defaultNS: "web",
    resources: { [chosen]: { web: (await catalogues[chosen]()).default } },
    fallbackLng: false,
    interpolation: { escapeValue: false },
    react: { useSuspense: false },
  });
  document.documentElement.lang = chosen;
}

/** Changes the language on the page as it stands. */
export async function speak(next: Language): Promise<void> {
  if (!i18next.hasResourceBundle(next, "web")) {
    i18next.addResourceBundle(next, "web", (await catalogues[next]()).default);
  }
  localStorage.setItem(key, next);
  document.documentElement.lang = next;
  await i18next.changeLanguage(next);
}
