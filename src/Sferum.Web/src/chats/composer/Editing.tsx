import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useClient } from "../../shell/context";
import { toast } from "../../shell/Toasts";
import { why } from "../../shell/words";
import type { ChatEvent } from "../protocol";
import { About } from "./About";
import type { ComposerProps } from "./Composer";
import { Field } from "./Field";

/** Another text for a message that is there already; the draft waits meanwhile. */
export function Editing({ chat, row, onComposing }: ComposerProps & { row: ChatEvent }) {
  const { t } = useTranslation();
  const { commands } = useClient();
  const before = row.message?.text ?? "";
  const [text, setText] = useState(before);
  const [busy, setBusy] = useState(false);
  const stop = () => onComposing({ kind: "write" });

  const save = async () => {
    const after = text.trim();
    if (after === before) {
      stop();
      return;
    }
    setBusy(true);
    try {
      await commands.edit(chat.summary.id, row.number, after);
      stop();
    } catch (error) {
      toast(why(t, error));
      setBusy(false);
    }
  };

  return (
    <Field
      text={text}
      onText={setText}
      onEnter={() => void save()}
      onEscape={stop}
      act="save"
      blocked={busy}
      focusOn={row.number}
      about={
        <About
          title={t("chats.composer.editing")}
          text={before}
          cancel={t("chats.composer.cancelEdit")}
          onCancel={stop}
        />
      }
    />
  );
}
