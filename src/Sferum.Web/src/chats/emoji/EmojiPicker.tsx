import { type EmojiDataResolver, EmojiPicker as Picker } from "frimousse";
import { useTranslation } from "react-i18next";
import { language } from "../../texts/language";
import style from "./EmojiPicker.module.css";

// Named one by one: each is a file of its own, fetched when somebody first opens the picker.
const resolve: EmojiDataResolver = async () =>
  (await (language() === "en" ? import("virtual:emoji/en") : import("virtual:emoji/ru"))).default;

/** The library counts rows and columns from zero, ARIA from one. */
function fromOne<P extends { "aria-rowindex"?: number; "aria-colindex"?: number }>(props: P): P {
  const next = (index?: number) => (index === undefined ? undefined : index + 1);
  return {
    ...props,
    "aria-rowindex": next(props["aria-rowindex"]),
    "aria-colindex": next(props["aria-colindex"]),
  };
}

/** All emoji, to be looked for by their names in the reader's language. */
export function EmojiPicker({ onChoose }: { onChoose: (emoji: string) => void }) {
  const { t } = useTranslation();
  return (
    <Picker.Root
      className={style.root}
      locale={language()}
      resolveEmojiData={resolve}
      onEmojiSelect={({ emoji }) => onChoose(emoji)}
    >
      <Picker.Search
        className="inp"
        autoFocus
        aria-label={t("chats.emoji.search")}
        placeholder={t("chats.emoji.search")}
      />
      <Picker.Viewport className={style.viewport} tabIndex={0}>
        <Picker.Loading className="empty">{t("shell.loading")}</Picker.Loading>
        <Picker.Empty className="empty">{t("chats.emoji.nothing")}</Picker.Empty>
        <Picker.List
          components={{
            CategoryHeader: ({ category, ...props }) => (
              <div className={style.category} {...props}>
                {category.label}
              </div>
            ),
            Row: ({ children, ...props }) => (
              <div className={style.row} {...fromOne(props)}>
                {children}
              </div>
            ),
            Emoji: ({ emoji, ...props }) => (
              <button type="button" className={style.emoji} title={emoji.label} {...fromOne(props)}>
                {emoji.emoji}
              </button>
            ),
          }}
        />
      </Picker.Viewport>
    </Picker.Root>
  );
}
