import { Link } from "@tanstack/react-router";
import { lazy, Suspense, useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useMe } from "../../shell/context";
import { Icon } from "../../shell/parts/Icon";
import { Waiting } from "../../shell/parts/States";
import { Board } from "../board/load";
import style from "../Call.module.css";
import { DirectNotice } from "../direct/DirectNotice";
import { GroupBar } from "../groups/GroupBar";
import { groupOf, here } from "../groups/here";
import { leads } from "../model/store";
import { PollCard } from "../poll/PollCard";
import type { CallState } from "../protocol";
import { useCall, useEngine } from "../useCall";
import { Announcer } from "./Announcer";
import { Asked, Notices } from "./Asked";
import { Dock } from "./Dock";
import { Holds } from "./Holds";
import { KeysHelp } from "./KeysHelp";
import { NetworkBars } from "./NetworkBars";
import { type Side, SidePanel } from "./SidePanel";
import { Stage } from "./Stage";
import { useCallKeys } from "./useCallKeys";
import { duration, useServerNow } from "./useNow";
import { useUnheard } from "./useUnheard";

const AttendanceDialog = lazy(() => import("../records/AttendanceDialog"));
const DevicesDialog = lazy(() => import("./DevicesDialog"));

/** What opens over the session. */
export type Opened = "keys" | "devices" | "attendance";

/** The session from inside. */
export function CallScreen({ state }: { state: CallState }) {
  const { t } = useTranslation("call");
  const engine = useEngine();
  const me = useMe().personId;
  const leading = useCall(leads);
  const around = useMemo(() => here(state, me), [state, me]);
  const [side, setSide] = useState<Side | null>(null);
  const [opened, setOpened] = useState<Opened | null>(null);
  const [people, setPeople] = useState(false);
  const large = useRef<HTMLVideoElement>(null);
  const stage = useRef<HTMLDivElement>(null);
  const board = people ? null : state.board;
  const isOpen = state.board != null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a board that is opened is looked at
  useEffect(() => setPeople(false), [isOpen]);
  const close = () => setOpened(null);
  useCallKeys(engine, () => setOpened("keys"));
  useUnheard(engine);
  return (
    <section className={`${style.call} ${side ? style.beside : ""}`} aria-label={t("name")} data-landmark>
      <Head state={around} onBoard={state.board ? !people : null} onTurn={() => setPeople(!people)} />
      <div className={style.stage} role="group" aria-label={t("video")} ref={stage} tabIndex={-1}>
        {state.direct && <DirectNotice />}
        <Notices />
        {state.groups?.open && <GroupBar state={state} groups={state.groups} />}
        {state.poll && !leading && <PollCard poll={state.poll} onAway={() => stage.current?.focus()} />}
        {board ? (
          <Suspense fallback={<Waiting />}>
            <Board board={board} />
          </Suspense>
        ) : (
          <Stage state={around} videoRef={large} />
        )}
        <Holds state={around} />
        <Asked />
      </div>
      {side && <SidePanel state={state} side={side} onSide={setSide} />}
      <Dock state={state} side={side} onSide={setSide} onOpen={setOpened} onPip={() => void openApart(large.current)} />
      <Announcer key={groupOf(state, me)} state={around} />
      {opened === "keys" && <KeysHelp onClose={close} />}
      <Suspense>
        {opened === "devices" && <DevicesDialog onClose={close} />}
        {opened === "attendance" && <AttendanceDialog callId={engine.parts.callId} onClose={close} />}
      </Suspense>
    </section>
  );
}

/** The large picture, or the first of others, in a window of the browser's own. */
async function openApart(large: HTMLVideoElement | null): Promise<void> {
  const video = large ?? document.querySelector<HTMLVideoElement>("video[data-person]");
  await video?.requestPictureInPicture?.().catch(() => undefined);
}

interface HeadProps {
  state: CallState;
  /** Whether the board is looked at; null while there is none. */
  onBoard: boolean | null;
  onTurn: () => void;
}

function Head({ state, onBoard, onTurn }: HeadProps) {
  const { t } = useTranslation("call");
  const engine = useEngine();
  const kind = useCall(({ view }) => view.kind);
  return (
    <header className="topbar">
      <Link
        className="ib"
        to="/chats/$chatId"
        params={{ chatId: state.chatId }}
        activeOptions={{ exact: true }}
        aria-label={t("backToChat")}
        title={t("backToChat")}
      >
        <Icon name="back" />
      </Link>
      <div className="grow" style={{ minWidth: 0 }}>
        <h1 className="t17 ell">{state.title}</h1>
        <div className="t13 dim ell">
          {t("inside", { count: state.seats.length })} · <Since at={state.startedAt} />
        </div>
      </div>
      <NetworkBars />
      {onBoard !== null && (
        <button className="btn s" type="button" onClick={onTurn}>
          <Icon name={onBoard ? "people" : "edit"} small />
          {onBoard ? t("board.toPeople") : t("board.name")}
        </button>
      )}
      <button
        className="btn s"
        type="button"
        onClick={() => engine.see({ kind: kind === "grid" ? "speaker" : "grid", pinned: null })}
      >
        <Icon name={kind === "grid" ? "people" : "grid"} small />
        <span className="only-d">{kind === "grid" ? t("more.speaker") : t("more.grid")}</span>
        <span className="sr only-m">{kind === "grid" ? t("more.speaker") : t("more.grid")}</span>
      </button>
    </header>
  );
}

function Since({ at }: { at: number }) {
  const { t } = useTranslation("call");
  return <span className="num">{t("since", { time: duration(useServerNow() - at) })}</span>;
}
