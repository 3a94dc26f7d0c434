// Runs before the first paint, in a file of its own because the page allows no inline script.
// Absent choice = the system's; shell/theme.ts and live/thinLine.ts write the same keys.
(() => {
  try {
    const theme = localStorage.getItem("sferum.theme");
    if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
    const tongue = localStorage.getItem("sferum.language");
    if (tongue === "en" || tongue === "ru") document.documentElement.lang = tongue;
    if (localStorage.getItem("sferum.thin") === "on") document.documentElement.dataset.line = "thin";
  } catch {
    // Storage is closed to us (private mode): the system's theme serves.
  }
})();
