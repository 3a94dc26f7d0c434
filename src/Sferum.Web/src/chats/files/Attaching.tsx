import { useTranslation } from "react-i18next";
import { Icon } from "../../shell/parts/Icon";
import style from "./Files.module.css";
import { bytesText } from "./sizes";
import { mostFiles, unfitText } from "./unfit";
import type { Uploading, Uploads } from "./uploading";
import { Voice } from "./Voice";

/** Files that go with the next message, over the field: how far each is, and a way to take it out again. */
export function Attaching({ uploads, all }: { uploads: Uploads; all: Uploading[] }) {
  const { t } = useTranslation();
  if (all.length === 0) return null;
  return (
    <>
      {all.length > mostFiles && (
        <p className={`t13 ${style.failed}`} role="alert">
          {t("chats.files.tooMany", { limit: mostFiles })}
        </p>
      )}
      <ul className={style.attaching} aria-label={t("chats.files.attached")}>
        {all.map((one) => (
          <li key={one.key} className={style.upload} data-upload={one.state}>
            {one.preview ? <img src={one.preview} alt="" className={style.preview} /> : <Icon name="file" />}
            <div className="grow">
              <div className="ell t13">{one.name}</div>
              <Progress one={one} />
            </div>
            {one.state === "failed" && !one.unfit && (
              <button type="button" className="btn ghost s" onClick={() => uploads.retry(one.key)}>
                <Icon name="retry" small />
                {t("shell.retry")}
              </button>
            )}
            <button
              type="button"
              className="ib"
              aria-label={t("chats.files.remove", { name: one.name })}
              title={t("chats.files.remove", { name: one.name })}
              onClick={() => uploads.remove(one.key)}
            >
              <Icon name="close" small />
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

function Progress({ one }: { one: Uploading }) {
  const { t } = useTranslation();
  if (one.state === "failed") {
    return (
      <p className={style.failed} role="alert">
        {one.unfit ? unfitText(t, one.unfit) : (one.reason ?? t("chats.files.failed"))}
      </p>
    );
  }
  // A recording is listened to before it is sent.
  if (one.state === "ready" && one.file?.kind === "voice") return <Voice of={one.file} />;
  if (one.state === "ready") return <p className="t13 dim">{bytesText(t, one.size)}</p>;
  if (one.state === "checking") return <p className="t13 dim">{t("chats.files.checking")}</p>;
  return (
    <progress
      className={style.progress}
      max={one.size}
      value={one.sent}
      aria-label={t("chats.files.uploading", { name: one.name })}
    />
  );
}
