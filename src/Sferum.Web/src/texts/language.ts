import i18next from "i18next";
import { initReactI18next } from "react-i18next";

export type Language = "ru" | "en";

export const languages: Language[] = ["ru", "en"];

/** What the page needs at once, what only those need who work at a school's desk, and what a video session says. */
type Catalogue = "web" | "desk" | "call";

// The same key as public/theme.js, which sets <html lang> before the first paint.
const key = "sferum.language";
const catalogues = {
  web: { ru: () => import("./ru"), en: () => import("./en") },
  desk: { ru: () => import("./desk.ru"), en: () => import("./desk.en") },
  call: { ru: () => import("./call.ru"), en: () => import("./call.en") },
};
const needed = new Set<Catalogue>(["web"]);

export const language = (): Language => (i18next.language === "en" ? "en" : "ru");

/** Loads the catalogue of the language chosen last time; Russian at first. */
export async function startTexts(): Promise<void> {
  const chosen: Language = localStorage.getItem(key) === "en" ? "en" : "ru";
  await i18next.use(initReactI18next).init({
    lng: chosen,
    ns: ["web"],
    defaultNS: "web",
    resources: { [chosen]: { web: (await catalogues.web[chosen]()).default } },
    fallbackLng: false,
    interpolation: { escapeValue: false },
    react: { useSuspense: false },
  });
  document.documentElement.lang = chosen;
}

/** Loads what only some pages need, before they are drawn. */
export async function needTexts(catalogue: Catalogue): Promise<void> {
  needed.add(catalogue);
  await bring(catalogue, language());
}

/** Changes the language on the page as it stands. */
export async function speak(next: Language): Promise<void> {
  await Promise.all([...needed].map((catalogue) => bring(catalogue, next)));
  localStorage.setItem(key, next);
  document.documentElement.lang = next;
  await i18next.changeLanguage(next);
}

async function bring(catalogue: Catalogue, tongue: Language): Promise<void> {
  if (i18next.hasResourceBundle(tongue, catalogue)) return;
  i18next.addResourceBundle(tongue, catalogue, (await catalogues[catalogue][tongue]()).default);
}
