import { useTranslation } from "react-i18next";
import { Icon } from "../parts/Icon";
import style from "./Table.module.css";

interface PagerProps {
  page: number;
  pages: number;
  onPage: (page: number) => void;
}

export function Pager({ page, pages, onPage }: PagerProps) {
  const { t } = useTranslation("desk");
  if (pages < 2) return null;
  return (
    <nav className={style.pager} aria-label={t("table.pages")}>
      <button
        type="button"
        className="ib"
        aria-label={t("table.before")}
        title={t("table.before")}
        disabled={page === 0}
        onClick={() => onPage(page - 1)}
      >
        <Icon name="back" />
      </button>
      <span className="t13 num" role="status">
        {t("table.page", { page: page + 1, pages })}
      </span>
      <button
        type="button"
        className={`ib ${style.next}`}
        aria-label={t("table.after")}
        title={t("table.after")}
        disabled={page + 1 >= pages}
        onClick={() => onPage(page + 1)}
      >
        <Icon name="back" />
      </button>
    </nav>
  );
}
