import { lazy, Suspense, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useUploads } from "../../chats/files/useUploads";
import { newId } from "../../live/ids";
import { Icon } from "../../shell/parts/Icon";
import { toast } from "../../shell/Toasts";
import { useAct, useEngine } from "../useCall";

const PdfDialog = lazy(() => import("./PdfDialog"));

/** A larger PDF would fill the browser's memory. */
const largestPdf = 50 * 1024 * 1024;

/** Puts a picture, or a page of a PDF as one, under the drawing, or takes it away. It is sent into the session's chat first: who may see it is settled there. */
export function PictureButton({ shown }: { shown: boolean }) {
  const { t } = useTranslation("call");
  const engine = useEngine();
  const act = useAct();
  const input = useRef<HTMLInputElement>(null);
  const busy = usePosted(input);
  if (shown)
    return (
      <button
        className="btn s"
        type="button"
        onClick={() => act(engine.lead({ act: "show_picture", board: { picture: null } }))}
      >
        <Icon name="file" small />
        {t("board.noPicture")}
      </button>
    );
  return (
    <>
      <input
        ref={input}
        type="file"
        accept="image/png,image/jpeg,image/webp,image/gif,application/pdf"
        hidden
        aria-label={t("board.picture")}
        onChange={busy.chosen}
      />
      <button className="btn s" type="button" disabled={busy.is} onClick={() => input.current?.click()}>
        <Icon name="file" small />
        {busy.is ? t("board.sending") : t("board.picture")}
      </button>
      {busy.pdf && (
        <Suspense fallback={null}>
          <PdfDialog file={busy.pdf} onPage={busy.add} onClose={() => busy.setPdf(null)} />
        </Suspense>
      )}
    </>
  );
}

function usePosted(input: React.RefObject<HTMLInputElement | null>) {
  const { t } = useTranslation("call");
  const engine = useEngine();
  const act = useAct();
  const { uploads, all } = useUploads();
  const [posting, setPosting] = useState(false);
  const [pdf, setPdf] = useState<File | null>(null);
  const upload = all[0];
  useEffect(() => {
    if (!upload || posting) return;
    if (upload.state === "failed") {
      toast(upload.reason ?? t("board.pictureFailed"));
      uploads.remove(upload.key);
    } else if (upload.state === "ready" && upload.file) {
      const { id } = upload.file;
      const show = async () => {
        try {
          const { chatId, connection } = engine.parts;
          await connection.call("Post", { chatId, requestId: newId(), text: "", replyTo: null, attachments: [id] });
          uploads.posted();
          await engine.lead({ act: "show_picture", board: { picture: id } });
        } finally {
          setPosting(false);
        }
      };
      setPosting(true);
      act(show());
    }
  }, [act, engine, posting, t, upload, uploads]);
  return {
    is: posting || upload !== undefined,
    pdf,
    setPdf,
    add: (file: File) => uploads.add([file]),
    chosen: () => {
      const [file] = input.current?.files ?? [];
      if (file?.type !== "application/pdf") uploads.add(file ? [file] : []);
      else if (file.size > largestPdf) toast(t("board.pdfTooLarge"));
      else setPdf(file);
      if (input.current) input.current.value = "";
    },
  };
}
