import { Icon } from "../../shell/parts/Icon";
import style from "./Composer.module.css";

interface AboutProps {
  title: string;
  text: string;
  cancel: string;
  onCancel: () => void;
}

/** Over the field: what is answered, or that a message is being changed. */
export function About({ title, text, cancel, onCancel }: AboutProps) {
  return (
    <div className={style.about}>
      <div className={style.quote}>
        <b className="ell">{title}</b>
        <div className="ell">{text}</div>
      </div>
      <button className="ib" type="button" aria-label={cancel} title={cancel} onClick={onCancel}>
        <Icon name="close" />
      </button>
    </div>
  );
}
