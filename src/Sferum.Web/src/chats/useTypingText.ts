import { useTranslation } from "react-i18next";
import { useMe } from "../shell/context";
import type { Chat } from "./model/types";
import { shortName } from "./names";

const mostNames = 2;

/** «Соня Белкина печатает…»; with many, how many. */
export function useTypingText(chat: Chat): string | null {
  const { t } = useTranslation();
  const me = useMe();
  const others = chat.typing.map((typing) => typing.person).filter((person) => person.id !== me.personId);
  const count = others.length;
  if (count === 0) return null;
  if (count > mostNames) return t("chats.typingMore", { count });
  return t("chats.typing", { count, names: others.map(shortName).join(", ") });
}
