import { type KeyboardEvent, type ReactNode, type Ref, useEffect, useImperativeHandle, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "../../shell/parts/Icon";
import { usePreferences } from "../preferences";
import { limits } from "../protocol";
import style from "./Composer.module.css";
import { Counter } from "./Counter";
import { markFor, type Selected, toggleMark } from "./marks";
import { useGrowing } from "./useGrowing";

export interface FieldHandle {
  /** Puts words where the cursor is, in place of as many characters before it. */
  insert: (words: string, instead?: number) => void;
  focus: () => void;
}

interface FieldProps {
  text: string;
  onText: (text: string, cursor: number) => void;
  onEnter: () => void;
  onEscape: (() => void) | undefined;
  onUp?: () => void;
  /** Asked first: true when the key has been used. */
  onKey?: (event: KeyboardEvent) => boolean;
  act: "send" | "save";
  /** Nothing can be sent now. */
  blocked?: boolean;
  /** Something goes with the text, which may be empty then. */
  filled?: boolean;
  /** Files were pasted or dropped. */
  onFiles?: (files: File[]) => void;
  /** The field takes the focus when this changes: one answers or edits something. */
  focusOn: number | undefined;
  /** Over the field: what is answered or changed. */
  about?: ReactNode;
  /** Over the field: who can be mentioned. */
  list?: ReactNode;
  /** What names the chosen entry of the list, for a screen reader. */
  listId?: string | undefined;
  chosenId?: string | undefined;
  /** Beside the field: what can be sent beside a text. */
  tools?: ReactNode;
  ref?: Ref<FieldHandle>;
}

export function Field(props: FieldProps) {
  const {
    text,
    onText,
    onEnter,
    onEscape,
    onUp,
    onKey,
    act,
    blocked,
    filled,
    onFiles,
    focusOn,
    about,
    list,
    tools,
    ref,
  } = props;
  const { t } = useTranslation();
  const field = useRef<HTMLTextAreaElement>(null);
  const enterSends = usePreferences((state) => state.enterSends);
  const ready = (text.trim() !== "" || filled) && text.trim().length <= limits.textLength && !blocked;
  useGrowing(field, text);
  useFocus(field, focusOn);

  const put = ({ text, from, to }: Selected) => {
    onText(text, to);
    // The cursor is set when the new text is drawn.
    requestAnimationFrame(() => field.current?.setSelectionRange(from, to));
  };
  useImperativeHandle(ref, () => ({
    focus: () => field.current?.focus(),
    insert: (words, instead = 0) => {
      const { selectionStart: at = 0, selectionEnd: end = 0 } = field.current ?? {};
      const from = at - instead;
      put({
        text: text.slice(0, from) + words + text.slice(end),
        from: from + words.length,
        to: from + words.length,
      });
      field.current?.focus();
    },
  }));

  const pressed = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.nativeEvent.isComposing || onKey?.(event)) return;
    const modified = event.ctrlKey || event.metaKey;
    const mark = modified && !event.altKey && !event.shiftKey ? markFor(event.code) : undefined;
    // On a phone Enter begins a new line: the button sends.
    const byEnter = enterSends && !window.matchMedia("(hover: none)").matches ? !event.shiftKey : modified;
    if (event.key === "Enter" && byEnter) {
      event.preventDefault();
      if (ready) onEnter();
    } else if (mark) {
      event.preventDefault();
      const { selectionStart, selectionEnd } = event.currentTarget;
      put(toggleMark({ text, from: selectionStart, to: selectionEnd }, mark));
    } else if (event.key === "Escape" && onEscape) {
      event.preventDefault();
      onEscape();
    } else if (event.key === "ArrowUp" && text === "" && onUp && !event.altKey) {
      event.preventDefault();
      onUp();
    }
  };

  const take = (event: { preventDefault: () => void }, { files }: DataTransfer) => {
    if (!onFiles || files.length === 0) return;
    event.preventDefault();
    onFiles([...files]);
  };

  const name = act === "send" ? t("chats.composer.send") : t("chats.composer.save");
  return (
    <div className={style.composer} data-landmark>
      {list}
      {about}
      <div className={style.box}>
        <textarea
          ref={field}
          rows={1}
          aria-label={t("chats.composer.name")}
          aria-autocomplete={list ? "list" : undefined}
          aria-controls={list ? props.listId : undefined}
          aria-activedescendant={props.chosenId}
          placeholder={t("chats.composer.name")}
          value={text}
          onChange={(event) => onText(event.target.value, event.target.selectionStart)}
          onKeyDown={pressed}
          onPaste={(event) => take(event, event.clipboardData)}
        />
        {tools}
        <button
          className={`ib pri ${style.send}`}
          type="button"
          aria-label={name}
          title={name}
          disabled={!ready}
          onClick={() => {
            onEnter();
            field.current?.focus();
          }}
        >
          <Icon name={act === "send" ? "send" : "check"} />
        </button>
      </div>
      <Counter length={text.trim().length} />
    </div>
  );
}

function useFocus(field: React.RefObject<HTMLTextAreaElement | null>, on: number | undefined): void {
  useEffect(() => {
    // A phone's keyboard must not cover the chat that has just been opened.
    const asked = on !== undefined;
    if (asked || window.matchMedia("(hover: hover)").matches) field.current?.focus();
  }, [field, on]);
}
