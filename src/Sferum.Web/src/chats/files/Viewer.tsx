import { type KeyboardEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { Dialog } from "../../shell/parts/Dialog";
import { Icon } from "../../shell/parts/Icon";
import { Failed, Waiting } from "../../shell/parts/States";
import type { Attachment } from "../protocol";
import { useSaving } from "./Attached";
import style from "./Files.module.css";
import { useBytes } from "./useBytes";

/** Pictures of a message, one at a time: arrows go on, Esc closes. */
export default function Viewer(props: { pictures: Attachment[]; first: number; onClose: () => void }) {
  const { pictures, first, onClose } = props;
  const { t } = useTranslation();
  const [place, setPlace] = useState(first);
  const save = useSaving();
  const picture = pictures[place];
  if (!picture) return null;
  const go = (step: number) => setPlace((now) => (now + step + pictures.length) % pictures.length);
  const pressed = (event: KeyboardEvent) => {
    if (event.key === "ArrowRight") go(1);
    if (event.key === "ArrowLeft") go(-1);
  };
  return (
    <Dialog title={picture.name} onClose={onClose} className={style.viewer}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: arrows are a shortcut; the buttons serve everybody */}
      <div className={style.stage} onKeyDown={pressed}>
        <Large key={picture.id} of={picture} />
      </div>
      <div className="row g2">
        {pictures.length > 1 && (
          <>
            <Step icon="back" name={t("chats.files.previous")} onClick={() => go(-1)} onKeyDown={pressed} />
            <span className="num t13 dim">{t("chats.files.place", { place: place + 1, of: pictures.length })}</span>
            <Step icon="right" name={t("chats.files.next")} onClick={() => go(1)} onKeyDown={pressed} />
          </>
        )}
        <span className="grow" />
        <button type="button" className="btn line" onClick={() => void save(picture)} onKeyDown={pressed}>
          <Icon name="download" />
          {t("chats.files.save")}
        </button>
      </div>
    </Dialog>
  );
}

function Large({ of }: { of: Attachment }) {
  const { address, failed, again } = useBytes(of, "large");
  if (failed) return <Failed onRetry={again} />;
  return address ? <img src={address} alt={of.name} /> : <Waiting />;
}

interface StepProps {
  icon: "back" | "right";
  name: string;
  onClick: () => void;
  onKeyDown: (event: KeyboardEvent) => void;
}

function Step({ icon, name, onClick, onKeyDown }: StepProps) {
  return (
    <button type="button" className="ib" aria-label={name} title={name} onClick={onClick} onKeyDown={onKeyDown}>
      <Icon name={icon} />
    </button>
  );
}
