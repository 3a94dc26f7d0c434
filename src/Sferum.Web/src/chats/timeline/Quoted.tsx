import { useTranslation } from "react-i18next";
import { useChats } from "../../shell/context";
import { messageAt } from "../model/pages";
import { shownText } from "../model/shown";
import type { Quote } from "../protocol";
import { useRowActs } from "./actions";
import style from "./Message.module.css";

/** What is answered, and the way to it. */
export function Quoted({ quote }: { quote: Quote }) {
  const { t } = useTranslation();
  const { goTo } = useRowActs();
  const text = useQuoteText(quote);
  return (
    <button
      className={style.quote}
      type="button"
      title={t("chats.timeline.quoteOf", { name: quote.authorName })}
      onClick={() => goTo(quote.number)}
    >
      <b>{quote.authorName}</b>
      {text}
    </button>
  );
}

/** A quote carries words only: of a message without words its files are named, if it is on hand. */
export function useQuoteText({ number, text }: Quote): string {
  const { t } = useTranslation();
  const { chatId } = useRowActs();
  const chat = useChats((state) => state.chats.byId[chatId]);
  if (text == null) return t("chats.timeline.deleted");
  if (text !== "") return text;
  const row = chat && messageAt(chat, number);
  return shownText(t, row?.message) || t("chats.files.some");
}
