import type { Chat } from "../model/types";
import { useTypingText } from "../useTypingText";
import style from "./Timeline.module.css";

/** Keeps its height, so that nothing jumps when somebody begins to type. */
export function TypingRow({ chat }: { chat: Chat }) {
  const text = useTypingText(chat);
  return (
    <div className={style.typing}>
      {text && (
        <>
          <span className={style.dots} aria-hidden="true">
            <i />
            <i />
            <i />
          </span>
          {text}
        </>
      )}
    </div>
  );
}
