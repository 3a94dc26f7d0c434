import type { Notice } from "./protocol";

/** Texts of notifications in one language: by the plural form of the number of messages, and of chats. */
export interface NoticeWords {
  title: string;
  chat: Record<string, string>;
  digest: Record<string, string>;
}

export interface Shown {
  title: string;
  options: NotificationOptions & { data: { path: string } };
}

const language = "/language";
const cacheOf = "sferum.push";

/** A notification out of what came; null for what nobody understands. */
export function show(text: string | undefined, tongue: string, words: Record<string, NoticeWords>): Shown | null {
  const notice = read(text);
  const said = words[tongue] ?? words.ru;
  if (!notice || !said) return null;
  const isChat = notice.kind === "chat" && notice.chat !== null;
  const form = new Intl.PluralRules(tongue).select(notice.unread);
  const forms = isChat ? said.chat : said.digest;
  const body = (forms[form] ?? forms.other ?? "").replace("{{count}}", String(notice.unread));
  const tag = tagOf(notice.person, isChat ? notice.chat : null);
  const path = isChat ? `/chats/${notice.chat}` : "/chats";
  return { title: said.title, options: { body, tag, icon: "/favicon.svg", lang: tongue, data: { path } } };
}

/** Of one chat, and of several together, there is one notification at a time. */
export const tagOf = (person: string, chat: string | null): string => `${person}.${chat ?? "digest"}`;

function read(text: string | undefined): Notice | null {
  try {
    const notice = JSON.parse(text ?? "") as Notice;
    return typeof notice.person === "string" && Number.isInteger(notice.unread) ? notice : null;
  } catch {
    return null;
  }
}

/** The worker has no page to ask: the language lies where both reach it. */
export const keepLanguage = async (caches: CacheStorage, tongue: string): Promise<void> =>
  (await caches.open(cacheOf)).put(language, new Response(tongue));

export const keptLanguage = async (caches: CacheStorage): Promise<string> =>
  (await (await (await caches.open(cacheOf)).match(language))?.text()) ?? "ru";
