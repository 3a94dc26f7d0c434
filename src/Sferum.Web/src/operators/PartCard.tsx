import { type ReactNode, useId } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "../shell/parts/Icon";

interface PartCardProps<T> {
  title: string;
  /** Null when nobody has answered in time. */
  part: T[] | null | undefined;
  /** What is said when there is nothing. */
  none: string;
  acts?: ReactNode;
  children: (part: T[]) => ReactNode;
}

/** One part of the deployment: what is there, that nothing is, or that nobody knows. */
export function PartCard<T>({ title, part, none, acts, children }: PartCardProps<T>) {
  const id = useId();
  return (
    <section className="card tight" aria-labelledby={id}>
      <div className="card-h">
        <h2 className="t17 grow" id={id}>
          {title}
        </h2>
        {acts}
      </div>
      {!part ? <Unknown /> : part.length === 0 ? <p className="li dim">{none}</p> : children(part)}
    </section>
  );
}

/** Nobody has answered in time: it is asked again with the next look. */
export function Unknown() {
  const { t } = useTranslation("desk");
  return (
    <p className="li">
      <span className="tag warn">
        <Icon name="alert" small />
        {t("cluster.unknown")}
      </span>
    </p>
  );
}

/** A state in words; the colour only says it again. */
export function State({ look, children }: { look: "ok" | "warn" | "bad" | ""; children: ReactNode }) {
  return <span className={`tag ${look}`}>{children}</span>;
}
