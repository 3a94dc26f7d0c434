import { type FormEvent, type ReactNode, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { useClient } from "../../shell/context";
import { Dialog, DialogFoot } from "../../shell/parts/Dialog";
import { toast } from "../../shell/Toasts";
import { why } from "../../shell/words";
import { Switch } from "../dialogs/PollEditor";
import type { Chat } from "../model/types";
import type { ChatAccess } from "../protocol";
import { pauseText } from "./HowItIsSet";

const writers = ["all", "staff", "named"];
const pauses = [0, 10, 30, 60, 300, 900, 3600];
const mentioners = ["moderators", "staff"];

interface SettingsProps {
  chat: Chat;
  onClose: () => void;
}

/** Who writes, how fast, who may mention everybody; title and archive of a chat that somebody made. */
export default function Settings({ chat, onClose }: SettingsProps) {
  const { t } = useTranslation();
  const { commands } = useClient();
  const { id, title, kind } = chat.summary;
  const usual = { title, archived: false, writers: "all", slowSeconds: 0, mentionAll: "moderators" };
  const before: ChatAccess = chat.summary.access ?? usual;
  const [after, setAfter] = useState(before);
  const [busy, setBusy] = useState(false);
  const change = changed(before, after);
  const made = kind === "adhoc";

  const save = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    try {
      await commands.set(id, change);
      onClose();
    } catch (error) {
      toast(why(t, error));
      setBusy(false);
    }
  };

  return (
    <Dialog title={t("chats.settings.name")} onClose={onClose}>
      <form className="col" onSubmit={(event) => void save(event)}>
        {made && (
          <Labelled label={t("chats.settings.title")}>
            {(field) => (
              <input
                id={field}
                className="inp"
                required
                maxLength={100}
                value={after.title}
                onChange={(event) => setAfter({ ...after, title: event.target.value })}
              />
            )}
          </Labelled>
        )}
        <Choice
          label={t("chats.settings.writers")}
          value={after.writers}
          options={writers.filter((code) => code !== "named" || before.writers === "named")}
          text={(code) => t(`chats.settings.whoWrites.${code as "all"}`)}
          onChange={(code) => setAfter({ ...after, writers: code })}
        />
        <Choice
          label={t("chats.settings.slow")}
          value={String(after.slowSeconds)}
          options={[...new Set([...pauses, before.slowSeconds])].sort((a, b) => a - b).map(String)}
          text={(seconds) => (seconds === "0" ? t("chats.settings.noPause") : pauseText(t, Number(seconds)))}
          onChange={(seconds) => setAfter({ ...after, slowSeconds: Number(seconds) })}
        />
        <Choice
          label={t("chats.settings.mentionAll")}
          value={after.mentionAll}
          options={mentioners}
          text={(code) => t(`chats.settings.whoMentions.${code as "staff"}`)}
          onChange={(code) => setAfter({ ...after, mentionAll: code })}
        />
        {made && (
          <Switch
            text={t("chats.settings.archived")}
            on={after.archived}
            onChange={(archived) => setAfter({ ...after, archived })}
          />
        )}
        <DialogFoot onCancel={onClose}>
          <button className="btn pri" type="submit" disabled={busy || Object.keys(change).length === 0}>
            {t("chats.composer.save")}
          </button>
        </DialogFoot>
      </form>
    </Dialog>
  );
}

function changed(before: ChatAccess, after: ChatAccess): Partial<ChatAccess> {
  const keys = Object.keys(after) as (keyof ChatAccess)[];
  return Object.fromEntries(keys.filter((key) => after[key] !== before[key]).map((key) => [key, after[key]]));
}

function Labelled({ label, children }: { label: string; children: (id: string) => ReactNode }) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children(id)}
    </div>
  );
}

interface ChoiceProps {
  label: string;
  value: string;
  options: string[];
  text: (option: string) => string;
  onChange: (option: string) => void;
}

export function Choice({ label, value, options, text, onChange }: ChoiceProps) {
  return (
    <Labelled label={label}>
      {(id) => (
        <select id={id} className="inp" value={value} onChange={(event) => onChange(event.target.value)}>
          {options.map((option) => (
            <option key={option} value={option}>
              {text(option)}
            </option>
          ))}
        </select>
      )}
    </Labelled>
  );
}
