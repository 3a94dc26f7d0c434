import type { Chat } from "../model/types";
import type { ChatEvent, Quote } from "../protocol";
import { Closed } from "./Closed";
import { Editing } from "./Editing";
import { useClosed } from "./useClosed";
import { Writing } from "./Writing";

export type Composing = { kind: "write"; replyTo?: Quote } | { kind: "edit"; row: ChatEvent };

export interface ComposerProps {
  chat: Chat;
  composing: Composing;
  onComposing: (composing: Composing) => void;
  onSent: () => void;
}

/** Where one writes: a new message, another text for an old one, or the words why one can't. */
export function Composer(props: ComposerProps) {
  const closed = useClosed(props.chat.summary);
  if (closed) return <Closed why={closed} />;
  return props.composing.kind === "edit" ? (
    <Editing key={props.composing.row.number} {...props} row={props.composing.row} />
  ) : (
    <Writing {...props} replyTo={props.composing.replyTo} />
  );
}
