import { Link } from "@tanstack/react-router";
import { type ReactNode, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useMe } from "../../shell/context";
import { Empty } from "../../shell/parts/States";
import { useHeading } from "../../shell/usePageTitle";
import { deskPages, may, type Right } from "../rights";

interface DeskPageProps {
  title: string;
  /** Without this right there is nothing on the page: its address says so instead of failing. */
  right: Right;
  sub?: ReactNode;
  /** What can be done on the page: one of them filled. */
  acts?: ReactNode;
  /** The pages above this one; it stands in for the tabs. */
  above?: ReactNode;
  children: ReactNode;
}

/** The frame of a page of the desk: where one is, what it is about, what can be done. */
export function DeskPage({ title, right, sub, acts, above, children }: DeskPageProps) {
  const { t } = useTranslation("desk");
  const { t: page } = useTranslation();
  const me = useMe();
  useHeading(title);
  if (!may(me.roles, right)) return <Empty title={page("shell.notFound")} hint={t("notYours")} />;
  return (
    <div className="page">
      <div className="in">
        {above}
        <div className="page-head">
          <div className="grow">
            <h1 className="t26">{title}</h1>
            {sub && <p className="sub">{sub}</p>}
          </div>
          {acts}
        </div>
        {!above && <Tabs />}
        {children}
      </div>
    </div>
  );
}

function Tabs() {
  const { t } = useTranslation("desk");
  const me = useMe();
  const pages = deskPages(me.roles);
  const line = useRef<HTMLElement>(null);
  // On a narrow screen the tab that is shown may lie behind the edge.
  useEffect(() => {
    line.current?.querySelector("[aria-current]")?.scrollIntoView?.({ block: "nearest", inline: "center" });
  });
  if (pages.length < 2) return null;
  return (
    <nav ref={line} className="tabs" aria-label={t("sections")} data-landmark>
      {pages.map(({ id, path }) => (
        <Link key={id} to={path} activeOptions={{ exact: path === "/school" }} activeProps={{ "aria-current": "page" }}>
          {t(`pages.${id}`)}
        </Link>
      ))}
    </nav>
  );
}
