import { useTranslation } from "react-i18next";
import { useClient } from "../../shell/context";
import { toast } from "../../shell/Toasts";
import { why } from "../../shell/words";
import type { Chat } from "../model/types";
import { wantNotices } from "../notices/permission";
import { usePreferences } from "../preferences";
import type { NoticeLevel } from "../protocol";
import style from "./Details.module.css";

const levels: NoticeLevel[] = ["all", "mentions", "none"];

/** Of what in this chat one is told, on all of one's devices. */
export function Choices({ chat }: { chat: Chat }) {
  const { t } = useTranslation();
  const { parts } = useClient();
  const chosen = chat.summary.level ?? "all";
  const notices = usePreferences((state) => state.notices);

  const choose = (level: NoticeLevel) => {
    void parts.api.choose(chat.summary.id, { level }).catch((error: unknown) => toast(why(t, error)));
    // The browser asks its own question after this press, and never by itself.
    if (level !== "none" && !notices) void wantNotices();
  };

  return (
    <section aria-labelledby="levels">
      <h2 className={style.group} id="levels">
        {t("chats.levels.name")}
      </h2>
      <div className="seg" role="group" aria-labelledby="levels">
        {levels.map((level) => (
          <button key={level} type="button" aria-pressed={level === chosen} onClick={() => choose(level)}>
            {t(`chats.levels.${level}`)}
          </button>
        ))}
      </div>
    </section>
  );
}
