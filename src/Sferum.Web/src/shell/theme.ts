export type Theme = "system" | "light" | "dark";

export const themes: Theme[] = ["system", "light", "dark"];

// The same key as public/theme.js, which sets the theme before the first paint.
const key = "sferum.theme";

export function currentTheme(): Theme {
  const kept = localStorage.getItem(key);
  return kept === "light" || kept === "dark" ? kept : "system";
}

export function chooseTheme(theme: Theme): void {
  if (theme === "system") {
    localStorage.removeItem(key);
    delete document.documentElement.dataset.theme;
  } else {
    localStorage.setItem(key, theme);
    document.documentElement.dataset.theme = theme;
  }
}
