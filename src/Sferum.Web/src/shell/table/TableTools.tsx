import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "../parts/Icon";
import style from "./Table.module.css";

interface TableToolsProps {
  words: string;
  onWords: (words: string) => void;
  found: number;
  of: number;
  onSave: () => void;
  children?: ReactNode;
}

/** Above a table: what is looked for, how much of it there is, and the file. */
export function TableTools({ words, onWords, found, of, onSave, children }: TableToolsProps) {
  const { t } = useTranslation("desk");
  return (
    <div className={style.tools}>
      <label className={`search ${style.search}`}>
        <span className="sr">{t("table.find")}</span>
        <Icon name="search" small />
        <input
          className="inp"
          type="search"
          placeholder={t("table.find")}
          value={words}
          onChange={(event) => onWords(event.target.value)}
        />
      </label>
      {children}
      <span className="t13 dim num" role="status">
        {found === of ? t("table.rows", { count: of }) : t("table.found", { found, of })}
      </span>
      <button type="button" className={`btn s line ${style.save}`} onClick={onSave}>
        <Icon name="download" small />
        {t("table.save")}
      </button>
    </div>
  );
}
