import type { JSX } from "react";

// Own drawings, 24 grid, 1.75 line, drawn into the page: no request, no sprite file.
const drawings = {
  alert: <path d="M12 4 2.8 19.5h18.4L12 4ZM12 10v4.5M12 17h.01" />,
  back: <path d="m14.5 5-7 7 7 7" />,
  next: <path d="m9.5 5 7 7-7 7" />,
  calendar: (
    <path d="M6.5 5h11a3 3 0 0 1 3 3v9a3 3 0 0 1-3 3h-11a3 3 0 0 1-3-3V8a3 3 0 0 1 3-3ZM3.5 10h17M8 3v4M16 3v4" />
  ),
  chat: <path d="M20 11.5a7.5 7.5 0 0 1-11 6.6L4 19.5l1.4-4.6A7.5 7.5 0 1 1 20 11.5Z" />,
  check: <path d="m5 12.5 4.5 4.5L19 7.5" />,
  check2: <path d="m2.5 12.8 4 4 8.5-9M11 15.3l1.5 1.5L21.5 7.8" />,
  clock: <path d="M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17ZM12 7.5V12l3 2" />,
  close: <path d="m6 6 12 12M18 6 6 18" />,
  copy: (
    <path d="M11 8.5h7a2.5 2.5 0 0 1 2.5 2.5v7a2.5 2.5 0 0 1-2.5 2.5h-7a2.5 2.5 0 0 1-2.5-2.5v-7a2.5 2.5 0 0 1 2.5-2.5ZM15.5 8.5V6A2.5 2.5 0 0 0 13 3.5H6A2.5 2.5 0 0 0 3.5 6v7A2.5 2.5 0 0 0 6 15.5h2.5" />
  ),
  down: <path d="m5 9.5 7 7 7-7" />,
  download: <path d="M12 4v11M7.5 11l4.5 4.5 4.5-4.5M4.5 20h15" />,
  edit: <path d="M4.5 19.5 5 15.5 15.5 5a2 2 0 0 1 2.8 0l.7.7a2 2 0 0 1 0 2.8L8.5 19l-4 .5ZM13.5 7l3.5 3.5" />,
  file: <path d="M13.5 3.5H7a2 2 0 0 0-2 2v13a2 2 0 0 0 2 2h10a2 2 0 0 0 2-2V9l-5.5-5.5ZM13.5 3.5V9H19" />,
  at: (
    <path d="M12 8.5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7ZM15.5 12v1.5a2.2 2.2 0 0 0 4.4 0V12a7.9 7.9 0 1 0-3.2 6.4" />
  ),
  bell: <path d="M6 16.5V11a6 6 0 1 1 12 0v5.5l1.5 1.5h-15L6 16.5ZM10 20.5h4" />,
  bellOff: <path d="M8 6.5A6 6 0 0 1 18 11v4M6.2 9.5 6 11v5.5L4.5 18H17M10 20.5h4M3 3l18 18" />,
  flag: <path d="M5.5 21V4.5M5.5 4.5c3-1.5 6 1.5 9 .6 1.3-.4 2.5-.7 4-.6v9c-1.5-.1-2.7.2-4 .6-3 .9-6-2.1-9-.6" />,
  forward: <path d="M14.5 5 20 10.5l-5.5 5.5M20 10.5h-9c-4 0-7 2.5-7 7.5" />,
  globe: (
    <path d="M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17ZM3.5 12h17M12 3.5c2.5 2.5 3.5 5.3 3.5 8.5s-1 6-3.5 8.5c-2.5-2.5-3.5-5.3-3.5-8.5s1-6 3.5-8.5Z" />
  ),
  info: <path d="M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17ZM12 11v5M12 8h.01" />,
  laptop: <path d="M6.5 5h11a2 2 0 0 1 2 2v8.5h-15V7a2 2 0 0 1 2-2ZM2.5 19h19" />,
  grid: <path d="M4.5 4.5H10V10H4.5V4.5ZM14 4.5h5.5V10H14V4.5ZM4.5 14H10v5.5H4.5V14ZM14 14h5.5v5.5H14V14Z" />,
  hand: (
    <path d="M7 12V6.5a1.5 1.5 0 0 1 3 0V11V4.5a1.5 1.5 0 0 1 3 0V11V5.5a1.5 1.5 0 0 1 3 0V12V8.5a1.5 1.5 0 0 1 3 0V14a7 7 0 0 1-7 7c-3 0-4.7-1.3-6-3.5L3.6 14a1.5 1.5 0 0 1 2.5-1.6L7 13.5" />
  ),
  leave: (
    <path d="M3.5 14.5c-.8-2 .2-3.3 1.6-4.2C7 9 9.5 8.5 12 8.5s5 .5 6.9 1.8c1.4.9 2.4 2.2 1.6 4.2-.3.7-.9.9-1.6.8l-2.6-.5c-.7-.1-1.1-.6-1.1-1.3v-1.2a10 10 0 0 0-6.4 0v1.2c0 .7-.4 1.2-1.1 1.3l-2.6.5c-.7.1-1.3-.1-1.6-.8Z" />
  ),
  link: <path d="M10 14a4 4 0 0 0 5.7 0l3-3A4 4 0 0 0 13 5.3l-1 1M14 10a4 4 0 0 0-5.7 0l-3 3a4 4 0 0 0 5.7 5.7l1-1" />,
  megaphone: <path d="M4 10v4h3l9 4.5v-13L7 10H4ZM7.5 14l1.5 5.5M19 10a3 3 0 0 1 0 4" />,
  mic: <path d="M12 3.5a3 3 0 0 1 3 3v5a3 3 0 0 1-6 0v-5a3 3 0 0 1 3-3ZM5.5 11.5a6.5 6.5 0 0 0 13 0M12 18v3" />,
  micOff: (
    <path d="M15 10V6a3 3 0 0 0-5.6-1.5M9 9v2a3 3 0 0 0 4.5 2.6M18.5 11.5c0 1-.2 2-.6 2.8M5.5 11.5a6.5 6.5 0 0 0 10 5.5M12 18v3M3 3l18 18" />
  ),
  pause: <path d="M8.5 5v14M15.5 5v14" strokeWidth="2.6" />,
  play: <path d="M7.5 4.5v15l12-7.5-12-7.5Z" />,
  more: <path d="M6 12h.01M12 12h.01M18 12h.01" strokeWidth="2.8" />,
  out: <path d="M14 4.5H7a2 2 0 0 0-2 2v11a2 2 0 0 0 2 2h7M11 12h9.5M17 8.5l3.5 3.5-3.5 3.5" />,
  people: (
    <path d="M9 5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7ZM3 19.5c.4-3.5 2.8-5.5 6-5.5s5.6 2 6 5.5M15.5 5.3a3.5 3.5 0 0 1 0 6.4M17.5 14.5c2 .8 3.2 2.5 3.5 5" />
  ),
  pin: <path d="m14.5 3.5 6 6-2.3.8-3.2 3.2-.5 4-7.5-7.5 4-.5 3.2-3.2.3-2.8ZM9.8 14.2 4 20" />,
  plus: <path d="M12 5v14M5 12h14" />,
  print: <path d="M7 9V4h10v5M7 17H4.5v-5a3 3 0 0 1 3-3h9a3 3 0 0 1 3 3v5H17M7 14h10v6H7v-6Z" />,
  qr: <path d="M4 4h6v6H4V4ZM14 4h6v6h-6V4ZM4 14h6v6H4v-6ZM14 14h2v2M20 14v.01M20 18v2h-2M14 20v-1" />,
  poll: <path d="M4 6h10M4 12h16M4 18h7" strokeWidth="2.6" />,
  reply: <path d="M9.5 5 4 10.5 9.5 16M4 10.5h9c4 0 7 2.5 7 7.5" />,
  retry: <path d="M19 12a7 7 0 1 1-2.2-5.1L19.5 9M19.5 4.5V9H15" />,
  right: <path d="m9.5 5 7 7-7 7" />,
  school: <path d="M3 20h18M5 20V9.5L12 5l7 4.5V20M10 20v-5h4v5M12 5V2.5h3M9 11.5h.01M15 11.5h.01" />,
  search: <path d="M10.5 4.5a6 6 0 1 0 0 12 6 6 0 0 0 0-12ZM15 15l5 5" />,
  send: <path d="M4.5 12 4 5l16.5 7L4 19l.5-7Zm0 0H12" />,
  settings: (
    <path d="M4 7h9M17 7h3M4 17h3M11 17h9M15 5a2 2 0 1 0 0 4 2 2 0 0 0 0-4ZM9 15a2 2 0 1 0 0 4 2 2 0 0 0 0-4Z" />
  ),
  share: (
    <path d="M5.5 4h13A2.5 2.5 0 0 1 21 6.5v8a2.5 2.5 0 0 1-2.5 2.5h-13A2.5 2.5 0 0 1 3 14.5v-8A2.5 2.5 0 0 1 5.5 4ZM12 14V8M9.5 10.3 12 7.8l2.5 2.5M8 20.5h8" />
  ),
  shield: <path d="M12 3.5 4.5 6v6c0 4.5 3 7.3 7.5 9 4.5-1.7 7.5-4.5 7.5-9V6L12 3.5ZM9 12l2.2 2.2L15.5 10" />,
  smile: (
    <path d="M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17ZM8.5 14c.8 1.3 2 2 3.5 2s2.7-.7 3.5-2M9 9.8h.01M15 9.8h.01" />
  ),
  trash: <path d="M4.5 6.5h15M9 6.5V4.5h6v2M6.5 6.5l.8 13h9.4l.8-13M10 10.5V16M14 10.5V16" />,
  upload: <path d="M12 16V5M7.5 9 12 4.5 16.5 9M4.5 20h15" />,
  up: <path d="m5 14.5 7-7 7 7" />,
  video: <path d="M6 6h6a3 3 0 0 1 3 3v6a3 3 0 0 1-3 3H6a3 3 0 0 1-3-3V9a3 3 0 0 1 3-3ZM15 11l5-3v8l-5-3" />,
  videoOff: (
    <path d="M8.5 6H12a3 3 0 0 1 3 3v3.5M14.3 17A3 3 0 0 1 12 18H6a3 3 0 0 1-3-3V9c0-1 .5-1.900 1.300-2.400M15 11l5-3v8l-3-1.800M3 3l18 18" />
  ),
  wifiOff: (
    <path d="M8.5 15.5a5 5 0 0 1 6-.6M5.3 12.3A9.5 9.5 0 0 1 9 10M12.5 9.2a9.5 9.5 0 0 1 6.2 3.1M2.5 9A14 14 0 0 1 6.8 6.3M10.5 5.3A14 14 0 0 1 21.5 9M3 3l18 18M12 19h.01" />
  ),
} satisfies Record<string, JSX.Element>;

export type IconName = keyof typeof drawings;

/** A picture beside a word, or inside a button that has a name: never read aloud itself. */
export function Icon({ name, small }: { name: IconName; small?: boolean }) {
  return (
    <svg className={small ? "ic ic-s" : "ic"} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      {drawings[name]}
    </svg>
  );
}

export function Logo({ className }: { className?: string }) {
  return (
    <svg className={className} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <g fill="var(--accent)">
        <path d="M11 3v8H3a8 8 0 0 1 8-8Z" />
        <path d="M3 13h8v8a8 8 0 0 1-8-8Z" />
        <path d="M13 21v-8h8a8 8 0 0 1-8 8Z" />
      </g>
      <rect x="14" y="3" width="7" height="7" rx="1.6" fill="var(--warm)" />
    </svg>
  );
}
