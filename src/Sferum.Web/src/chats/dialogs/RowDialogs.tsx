import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { useClient } from "../../shell/context";
import { Confirm } from "../../shell/parts/Dialog";
import { toast } from "../../shell/Toasts";
import { why } from "../../shell/words";
import type { ChatEvent } from "../protocol";
import { useRowActs } from "../timeline/actions";

const Forward = lazy(() => import("./Forward"));
const Readers = lazy(() => import("./Readers"));
const Report = lazy(() => import("./Report"));
const Voters = lazy(() => import("./Voters"));
const EmojiDialog = lazy(() => import("../emoji/EmojiDialog"));

/** What asks something about one message before it is done. */
export type RowDialog =
  | { kind: "delete" | "forward" | "readers" | "report" | "react"; row: ChatEvent }
  | { kind: "voters"; row: ChatEvent; option: number };

interface RowDialogsProps {
  chatId: string;
  dialog: RowDialog;
  onClose: () => void;
}

/** Fetched when the first of them is asked for: nobody needs them to read. */
export function RowDialogs({ chatId, dialog, onClose }: RowDialogsProps) {
  const { t } = useTranslation();
  const { commands } = useClient();
  const { react } = useRowActs();
  const { row } = dialog;
  const same = { chatId, row, onClose };

  if (dialog.kind === "delete") {
    return (
      <Confirm
        title={t("chats.acts.deleteTitle")}
        hint={t("chats.acts.deleteHint")}
        act={t("chats.acts.delete")}
        onConfirm={() => void commands.delete(chatId, row.number).catch((error: unknown) => toast(why(t, error)))}
        onClose={onClose}
      />
    );
  }
  return (
    <Suspense>
      {dialog.kind === "forward" && <Forward {...same} />}
      {dialog.kind === "readers" && <Readers {...same} />}
      {dialog.kind === "report" && <Report {...same} />}
      {dialog.kind === "voters" && <Voters {...same} option={dialog.option} />}
      {dialog.kind === "react" && (
        <EmojiDialog
          title={t("chats.acts.otherReaction")}
          onChoose={(emoji) => react(row.number, emoji, true)}
          onClose={onClose}
        />
      )}
    </Suspense>
  );
}
