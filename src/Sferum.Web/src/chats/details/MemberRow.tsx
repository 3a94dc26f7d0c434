import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { useClient, useMe } from "../../shell/context";
import { PersonAvatar } from "../../shell/parts/Avatar";
import { Icon } from "../../shell/parts/Icon";
import { Menu, MenuEntry } from "../../shell/parts/Menu";
import { toast } from "../../shell/Toasts";
import { why } from "../../shell/words";
import { moment } from "../../texts/times";
import { forGood } from "../composer/useClosed";
import type { Chat } from "../model/types";
import type { ChatMember } from "../protocol";
import style from "./Details.module.css";

const MuteMember = lazy(() => import("./MuteMember"));

interface MemberRowProps {
  chat: Chat;
  person: ChatMember;
  online: boolean;
}

/** A member, and what can be done about one: write in private, silence. */
export function MemberRow({ chat, person, online }: MemberRowProps) {
  const { t } = useTranslation();
  const me = useMe();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const [muting, setMuting] = useState(false);
  const queries = useQueryClient();
  const { id, kind, may } = chat.summary;
  const muted = person.mutedUntil != null && person.mutedUntil > Date.now() ? person.mutedUntil : null;
  const other = person.id !== me.personId;
  const refresh = () => void queries.invalidateQueries({ queryKey: ["members", id] });
  return (
    <li className="row">
      <PersonAvatar id={person.id} name={person.name} online={online} />
      <div className="grow">
        <div className="ell">{person.name}</div>
        {muted !== null && (
          <span className="tag" title={person.mutedReason ?? undefined}>
            {muted >= forGood ? t("chats.mute.isMuted") : t("chats.mute.until", { at: moment(muted) })}
          </span>
        )}
      </div>
      {online && <span className="sr">{t("chats.isOnline")}</span>}
      {other && kind !== "direct" && (
        <button
          className={`ib ${style.more}`}
          type="button"
          aria-haspopup="menu"
          aria-label={t("chats.details.actsWith", { name: person.name })}
          title={t("shell.more")}
          onClick={(event) => setAnchor(event.currentTarget)}
        >
          <Icon name="more" />
        </button>
      )}
      {anchor && (
        <MemberMenu
          chat={chat}
          person={person}
          muted={muted !== null}
          mayMute={may.includes("mute")}
          anchor={anchor}
          onMute={() => setMuting(true)}
          onChanged={refresh}
          onClose={() => setAnchor(null)}
        />
      )}
      <Suspense>
        {muting && <MuteMember chatId={id} person={person} onDone={refresh} onClose={() => setMuting(false)} />}
      </Suspense>
    </li>
  );
}

interface MemberMenuProps {
  chat: Chat;
  person: ChatMember;
  muted: boolean;
  mayMute: boolean;
  anchor: HTMLElement;
  onMute: () => void;
  onChanged: () => void;
  onClose: () => void;
}

function MemberMenu({ chat, person, muted, mayMute, anchor, onMute, onChanged, onClose }: MemberMenuProps) {
  const { t } = useTranslation();
  const { parts, commands } = useClient();
  const navigate = useNavigate();
  const act = (work: () => unknown) => () => {
    onClose();
    void Promise.resolve(work()).catch((error: unknown) => toast(why(t, error)));
  };
  const write = async () => {
    const { chatId } = await parts.api.direct(person.id);
    await navigate({ to: "/chats/$chatId", params: { chatId } });
  };
  const unmute = async () => {
    await commands.unmute(chat.summary.id, person.id);
    onChanged();
  };
  return (
    <Menu label={t("chats.details.actsWith", { name: person.name })} anchor={anchor} onClose={onClose}>
      <MenuEntry icon="chat" text={t("chats.details.write")} onClick={act(write)} />
      {mayMute && !muted && <MenuEntry icon="bellOff" text={t("chats.mute.act")} onClick={act(onMute)} />}
      {mayMute && muted && <MenuEntry icon="bell" text={t("chats.mute.lift")} onClick={act(unmute)} />}
    </Menu>
  );
}
