import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { useThinLine } from "../../live/thinLine";
import { useApi } from "../../shell/context";
import { Icon } from "../../shell/parts/Icon";
import { saveAs } from "../../shell/parts/saveAs";
import { toast } from "../../shell/Toasts";
import { why } from "../../shell/words";
import type { Attachment } from "../protocol";
import { filesApi } from "./api";
import style from "./Files.module.css";
import { bytesText } from "./sizes";
import { useBytes } from "./useBytes";
import { Voice } from "./Voice";

const Viewer = lazy(() => import("./Viewer"));

/** What a message sends beside its text: pictures to look at, recordings to listen to, files to save. */
export function Attached({ files }: { files: Attachment[] }) {
  const pictures = files.filter(({ kind }) => kind === "picture");
  const [open, setOpen] = useState<number | null>(null);
  return (
    <div className={style.attached}>
      {pictures.length > 0 && (
        <div className={style.pictures} data-count={Math.min(pictures.length, 2)}>
          {pictures.map((picture, place) => (
            <Picture key={picture.id} of={picture} onOpen={() => setOpen(place)} />
          ))}
        </div>
      )}
      {files.map((file) => {
        if (file.kind === "voice") return <Voice key={file.id} of={file} />;
        return file.kind === "picture" ? null : <FileLine key={file.id} of={file} />;
      })}
      {open !== null && (
        <Suspense>
          <Viewer pictures={pictures} first={open} onClose={() => setOpen(null)} />
        </Suspense>
      )}
    </div>
  );
}

/** Its place is as large as the picture will be: nothing jumps when it comes. */
function Picture({ of, onOpen }: { of: Attachment; onOpen: () => void }) {
  const { t } = useTranslation();
  const thin = useThinLine((state) => state.thin);
  const [asked, setAsked] = useState(false);
  const wanted = asked || !thin;
  const { address, failed } = useBytes(of, "small", wanted);
  const name = t(wanted ? "chats.files.open" : "chats.files.show", { name: of.name });
  const ratio = of.width && of.height ? `${of.width} / ${of.height}` : "4 / 3";
  return (
    <button
      type="button"
      className={style.picture}
      style={{ aspectRatio: ratio }}
      aria-label={name}
      title={name}
      onClick={() => (wanted ? onOpen() : setAsked(true))}
    >
      {address && <img src={address} alt={of.name} decoding="async" />}
      {!wanted && <Icon name="download" />}
      {failed && <Icon name="alert" />}
    </button>
  );
}

function FileLine({ of }: { of: Attachment }) {
  const { t } = useTranslation();
  const save = useSaving();
  return (
    <button type="button" className={style.file} onClick={() => void save(of)}>
      <Icon name="download" />
      <span className="grow">
        <span className={`ell ${style.fileName}`}>{of.name}</span>
        <span className={style.fileSize}>{bytesText(t, of.size)}</span>
      </span>
      <span className="sr">{t("chats.files.save")}</span>
    </button>
  );
}

/** Saves a file on the device, under its name. */
export function useSaving() {
  const { t } = useTranslation();
  const api = useApi(filesApi);
  return async (file: Attachment): Promise<void> => {
    try {
      saveAs(await api.bytes(file), file.name);
    } catch (error) {
      toast(why(t, error));
    }
  };
}
