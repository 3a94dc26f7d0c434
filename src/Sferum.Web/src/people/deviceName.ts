const browsers: [RegExp, string][] = [
  [/YaBrowser\//, "Yandex Browser"],
  [/Edg\//, "Edge"],
  [/OPR\//, "Opera"],
  [/Firefox\//, "Firefox"],
  [/Chrome\//, "Chrome"],
  [/Safari\//, "Safari"],
];

const systems: [RegExp, string][] = [
  [/Android/, "Android"],
  [/iPhone|iPad/, "iOS"],
  [/Windows/, "Windows"],
  [/Mac OS X/, "macOS"],
  [/CrOS/, "ChromeOS"],
  [/Linux/, "Linux"],
];

/** What this device is called in the list of sessions: enough to recognise one's own. */
export function deviceName(agent: string = navigator.userAgent): string {
  const named = (list: [RegExp, string][]) => list.find(([mark]) => mark.test(agent))?.[1];
  return [named(browsers), named(systems)].filter(Boolean).join(" · ") || "Web";
}
