import { useEffect, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { Dialog, DialogFoot } from "../../shell/parts/Dialog";
import { Icon } from "../../shell/parts/Icon";
import style from "./Board.module.css";
import { Pdf } from "./pdf";

interface PdfDialogProps {
  file: File;
  /** The page that was chosen, as a picture. */
  onPage: (picture: File) => void;
  onClose: () => void;
}

/** Chooses a page of a PDF, by its picture. */
export default function PdfDialog({ file, onPage, onClose }: PdfDialogProps) {
  const { t } = useTranslation("call");
  const { pages, shown, failed, number, choose } = usePages(file);
  const field = useId();
  const go = (to: number) => choose(Math.min(Math.max(1, to), pages));
  return (
    <Dialog title={t("board.pdfTitle")} onClose={onClose} className={style.pdf}>
      {failed ? (
        <p role="alert">{t("board.pdfFailed")}</p>
      ) : (
        <>
          <div className={style.page} aria-busy={!shown}>
            {shown ? (
              <img src={shown.url} alt={t("board.pdfPage", { page: number })} />
            ) : (
              <p role="status">{t("board.pdfDrawing")}</p>
            )}
          </div>
          {pages > 0 && (
            <div className="row">
              <button
                className="ib"
                type="button"
                aria-label={t("board.pdfBefore")}
                title={t("board.pdfBefore")}
                disabled={number <= 1}
                onClick={() => go(number - 1)}
              >
                <Icon name="back" />
              </button>
              <label htmlFor={field}>{t("board.pdfNumber")}</label>
              <input
                id={field}
                className={`input ${style.number}`}
                type="number"
                min={1}
                max={pages}
                value={number}
                onChange={(event) => event.target.valueAsNumber >= 1 && go(Math.floor(event.target.valueAsNumber))}
              />
              <span className="dim">{t("board.pdfOf", { pages })}</span>
              <button
                className="ib"
                type="button"
                aria-label={t("board.pdfNext")}
                title={t("board.pdfNext")}
                disabled={number >= pages}
                onClick={() => go(number + 1)}
              >
                <Icon name="next" />
              </button>
            </div>
          )}
        </>
      )}
      <DialogFoot onCancel={onClose}>
        <button
          className="btn pri"
          type="button"
          disabled={!shown}
          onClick={() => {
            if (!shown) return;
            onPage(new File([shown.picture], `${nameOf(file)}-${number}.png`, { type: "image/png" }));
            onClose();
          }}
        >
          {t("board.pdfPut")}
        </button>
      </DialogFoot>
    </Dialog>
  );
}

const nameOf = ({ name }: File): string => name.replace(/\.pdf$/i, "");

interface Shown {
  picture: Blob;
  url: string;
}

/** The pages of a file, of which one is shown: what is chosen while another one is drawn is drawn next, and only it is shown. */
function usePages(file: File) {
  const [pdf, setPdf] = useState<Pdf | null>(null);
  const [failed, setFailed] = useState(false);
  const [number, choose] = useState(1);
  const [shown, setShown] = useState<Shown | null>(null);
  useEffect(() => {
    let open: Pdf | null = null;
    let left = false;
    Pdf.open(file).then(
      (opened) => {
        open = opened;
        if (left) opened.close();
        else setPdf(opened);
      },
      () => setFailed(true),
    );
    return () => {
      left = true;
      open?.close();
    };
  }, [file]);
  useEffect(() => {
    if (!pdf) return;
    let left = false;
    let url = "";
    setShown(null);
    pdf.draw(number).then(
      (picture) => {
        if (left) return;
        url = URL.createObjectURL(picture);
        setShown({ picture, url });
      },
      () => !left && setFailed(true),
    );
    return () => {
      left = true;
      URL.revokeObjectURL(url);
    };
  }, [pdf, number]);
  return { pages: pdf?.pages ?? 0, shown, failed, number, choose };
}
