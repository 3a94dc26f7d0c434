import type { TFunction } from "i18next";
import type { ChatMember, ClassRef, Mention } from "../../protocol";

/** Somebody or a group that can be chosen from the list behind an @. */
export interface Candidate {
  key: string;
  /** What stands in the text behind the sign. */
  label: string;
  /** What the list says beside it. */
  about: string;
  /** Null for everybody, who are told apart from groups. */
  mention: Mention | null;
}

const mostShown = 8;

/** Words by which a group can be named, for whoever may mention everybody. */
export function groupsOf(t: TFunction, roles: Set<string>, classes: ClassRef[]): Candidate[] {
  const group = (code: string, label: string): Candidate => ({
    key: code,
    label,
    about: t("chats.mention.group"),
    mention: { label, group: code },
  });
  const found: Candidate[] = [
    { key: "all", label: t("chats.mention.all"), about: t("chats.mention.everybody"), mention: null },
  ];
  if (roles.has("student")) found.push(group("role:student", t("chats.mention.students")));
  if (roles.has("guardian")) found.push(group("role:guardian", t("chats.mention.guardians")));
  if ([...roles].some((role) => role !== "student" && role !== "guardian")) {
    found.push(group("role:staff", t("chats.mention.staff")));
  }
  for (const { id, title } of classes) found.push(group(`class:${id}`, title));
  return found;
}

/** Members by the two words of a name that one says; whoever shares them with another is named in full. */
export function peopleOf(members: ChatMember[], role: (code: string) => string): Candidate[] {
  const short = (name: string) => name.split(/\s+/).slice(0, 2).join(" ");
  const counted = new Map<string, number>();
  for (const { name } of members) counted.set(short(name), (counted.get(short(name)) ?? 0) + 1);
  return members.map(({ id, name, role: code }) => {
    const label = (counted.get(short(name)) ?? 0) > 1 ? name : short(name);
    return { key: id, label, about: role(code), mention: { label, personId: id } };
  });
}

/** Those of whom any word begins so, the best first. */
export function matching(candidates: Candidate[], typed: string): Candidate[] {
  const wanted = typed.toLowerCase();
  const starts = ({ label }: Candidate) => label.toLowerCase().startsWith(wanted);
  const inside = ({ label }: Candidate) => label.toLowerCase().includes(` ${wanted}`);
  return [...candidates.filter(starts), ...candidates.filter((one) => !starts(one) && inside(one))].slice(0, mostShown);
}

/** What is being typed behind an @, if the cursor stands in such a word; two words, for a name has two. */
export function typedName(text: string, cursor: number): string | null {
  const match = /(?:^|[\s(«"])@([\p{L}\p{N}.-]*(?: [\p{L}\p{N}.-]*)?)$/u.exec(text.slice(0, cursor));
  return match?.[1] ?? null;
}
