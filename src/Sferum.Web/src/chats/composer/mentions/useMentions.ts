import { useQuery } from "@tanstack/react-query";
import { type KeyboardEvent, useId, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { roleName } from "../../../people/roles";
import { useChats, useClient, useMe } from "../../../shell/context";
import type { Chat } from "../../model/types";
import type { Mentioned } from "../../outbox/pending";
import { type ClassRef, limits, type Mention } from "../../protocol";
import type { FieldHandle } from "../Field";
import { type Candidate, groupsOf, matching, peopleOf, typedName } from "./candidates";

export interface Mentions {
  id: string;
  offered: Candidate[];
  at: number;
  chosenId: string | undefined;
  /** The text has changed, or the cursor has moved. */
  look: (text: string, cursor: number) => void;
  choose: (candidate: Candidate, field: FieldHandle | null) => void;
  /** True when the key was for the list. */
  pressed: (event: KeyboardEvent, field: FieldHandle | null) => boolean;
  /** Who of those chosen is still named in the text. */
  chosen: (text: string) => Mention[];
  mentioned: (text: string) => Mentioned | null;
  forget: () => void;
}

/** The list behind an @: members by name, and groups for whoever may mention everybody. */
export function useMentions(chat: Chat, kept: Mention[]): Mentions {
  const { t } = useTranslation();
  const id = useId();
  const [typed, setTyped] = useState<string | null>(null);
  const [at, setAt] = useState(0);
  const [all, setAll] = useState<Mention[]>(kept);
  const candidates = useCandidates(chat, typed !== null);
  const offered = useMemo(() => (typed === null ? [] : matching(candidates, typed)), [candidates, typed]);
  const current = offered[Math.min(at, offered.length - 1)];
  const everybody = t("chats.mention.all");

  const choose = (candidate: Candidate, field: FieldHandle | null) => {
    field?.insert(`@${candidate.label} `, (typed?.length ?? 0) + 1);
    if (candidate.mention) setAll([...all, candidate.mention]);
    setTyped(null);
  };
  const chosen = (text: string) => {
    const named = all.filter((mention) => text.includes(`@${mention.label}`));
    return [...new Map(named.map((one) => [one.personId ?? one.group, one])).values()].slice(0, limits.mentions);
  };

  return {
    id,
    offered,
    at: Math.min(at, offered.length - 1),
    chosenId: current && `${id}-${current.key}`,
    look: (text, cursor) => {
      setTyped(typedName(text, cursor));
      setAt(0);
    },
    choose,
    pressed: (event, field) => {
      if (!current) return false;
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step) setAt((Math.min(at, offered.length - 1) + step + offered.length) % offered.length);
      else if (event.key === "Enter" || event.key === "Tab") choose(current, field);
      else if (event.key === "Escape") setTyped(null);
      else return false;
      event.preventDefault();
      return true;
    },
    chosen,
    mentioned: (text) => {
      const mentions = chosen(text);
      const toAll = chat.summary.may.includes("mention_all") && hasWord(text, everybody);
      return mentions.length > 0 || toAll ? { mentions, all: toAll } : null;
    },
    forget: () => {
      setAll([]);
      setTyped(null);
    },
  };
}

const hasWord = (text: string, word: string): boolean =>
  new RegExp(`(^|[^\\p{L}\\p{N}])@${word}(?![\\p{L}\\p{N}])`, "u").test(text);

function useCandidates(chat: Chat, wanted: boolean): Candidate[] {
  const { t } = useTranslation();
  const { parts } = useClient();
  const me = useMe();
  const { id, members: count, may } = chat.summary;
  const classes = useChats(({ chats }) => chats.byId);
  const list = useQuery({
    queryKey: ["mentioning", id, count],
    queryFn: () => parts.api.members(id, null),
    enabled: wanted,
    retry: false,
  });
  return useMemo(() => {
    const members = (list.data?.members ?? []).filter((member) => member.id !== me.personId);
    const people = peopleOf(members, (code) => roleName(t, code));
    if (!may.includes("mention_all")) return people;
    const roles = new Set(members.map((member) => member.role));
    const those = chat.summary.kind === "class" || chat.summary.kind === "study" ? [] : classesIn(classes);
    return [...groupsOf(t, roles, those), ...people];
  }, [list.data, me.personId, may, chat.summary.kind, classes, t]);
}

/** Classes that one knows by their chats: what they are called need not be asked. */
function classesIn(chats: Record<string, Chat>): ClassRef[] {
  const found = new Map<string, ClassRef>();
  for (const { summary } of Object.values(chats)) if (summary.class) found.set(summary.class.id, summary.class);
  return [...found.values()].sort((a, b) => a.title.localeCompare(b.title, "ru", { numeric: true }));
}
