import { Link, useLocation, useParams } from "@tanstack/react-router";
import { lazy, type ReactNode, Suspense, useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useCurrentCall } from "../calls/current";
import { Switcher } from "../chats/list/Switcher";
import { unreadOf } from "../chats/model/types";
import { MaintenanceBanner } from "../operators/MaintenanceBanner";
import { NewDeviceNotice } from "../people/NewDeviceNotice";
import { useRead } from "../push/useRead";
import { ConsentBanner } from "../schools/consents/ConsentBanner";
import { RegulationBanner } from "../schools/regulation/RegulationBanner";
import { deskName, deskPages } from "../schools/rights";
import { useChats, useClient, useMe } from "./context";
import style from "./Frame.module.css";
import { LineBanner } from "./LineBanner";
import { VersionBanner } from "./offline/VersionBanner";
import { PersonAvatar } from "./parts/Avatar";
import { Icon, Logo } from "./parts/Icon";
import { usePageTitle } from "./usePageTitle";
import { useShortcuts } from "./useShortcuts";

const CallHost = lazy(() => import("../calls/CallHost"));

/** Rail or bottom bar, what the line says, and the page. */
export function Frame({ children }: { children: ReactNode }) {
  const inside = useParams({ strict: false }).chatId !== undefined;
  const { switching, stopSwitching } = useShortcuts();
  const call = useCurrentCall((state) => state.engine);
  usePageTitle();
  useSpokenLanguage();
  useRead();
  return (
    <div className={`${style.app} ${inside ? style.inside : ""}`}>
      <div className={style.banner}>
        <LineBanner />
        <MaintenanceBanner />
        <VersionBanner />
        <NewDeviceNotice />
        <RegulationBanner />
        <ConsentBanner />
      </div>
      <Rail />
      <main className={style.main} id="main" tabIndex={-1}>
        {children}
      </main>
      <TabBar />
      <Suspense>{call && <CallHost engine={call} />}</Suspense>
      {switching && <Switcher onClose={stopSwitching} />}
    </div>
  );
}

/** Another language is told to the server too: refusals come in it. */
function useSpokenLanguage(): void {
  const { i18n } = useTranslation();
  const { connection } = useClient();
  useEffect(() => {
    const changed = () => {
      if (connection.line.phase === "live") void connection.resync();
    };
    i18n.on("languageChanged", changed);
    return () => i18n.off("languageChanged", changed);
  }, [i18n, connection]);
}

function Rail() {
  const { t } = useTranslation();
  const me = useMe();
  return (
    <nav className={style.rail} aria-label={t("shell.sections")} data-landmark>
      <span className={style.logo}>
        <Logo />
      </span>
      <ChatsLink />
      <DeskLink />
      <span className={style.spring} />
      <Link className={style.nav} to="/profile" activeProps={{ "aria-current": "page" }}>
        <PersonAvatar id={me.personId} name={me.name} size="s" />
        <span className="sr">{t("shell.profile")}</span>
      </Link>
    </nav>
  );
}

function TabBar() {
  const { t } = useTranslation();
  return (
    <nav className={style.tabbar} aria-label={t("shell.sections")} data-landmark>
      <ChatsLink />
      <DeskLink />
      <Link className={style.nav} to="/profile" activeProps={{ "aria-current": "page" }}>
        <Icon name="people" />
        {t("shell.profile")}
      </Link>
    </nav>
  );
}

function ChatsLink() {
  const { t } = useTranslation();
  const count = useUnreadChats();
  return (
    <Link className={style.nav} to="/chats" activeProps={{ "aria-current": "page" }}>
      <Icon name="chat" />
      {t("shell.chats")}
      {count > 0 && (
        <span className={`badge ${style.badge}`}>
          <span aria-hidden="true">{count > 99 ? "99+" : count}</span>
          <span className="sr">{t("shell.unreadChats", { count })}</span>
        </span>
      )}
    </Link>
  );
}

/** The way to the desk, for those who have one. */
function DeskLink() {
  const { t } = useTranslation();
  const { roles } = useMe();
  const { pathname } = useLocation();
  const [first] = deskPages(roles);
  if (!first) return null;
  // Its pages lie under more than one address.
  const isHere = deskPages(roles).some(({ path }) => pathname === path || pathname.startsWith(`${path}/`));
  return (
    <Link className={style.nav} to={first.path} aria-current={isHere ? "page" : undefined}>
      <Icon name="school" />
      {t(`shell.${deskName(roles)}`)}
    </Link>
  );
}

export const useUnreadChats = (): number =>
  useChats(({ chats }) => Object.values(chats.byId).filter((chat) => unreadOf(chat.summary) > 0).length);
