import { Link } from "@tanstack/react-router";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Chat } from "../../chats/model/types";
import { useClient, useMe } from "../../shell/context";
import { Icon } from "../../shell/parts/Icon";
import { Empty } from "../../shell/parts/States";
import { enterCall } from "../engine/enter";
import { choicesFor, choose, useChoices } from "../media/choices";
import type { CallStarted } from "../protocol";
import { useAct } from "../useCall";
import { Ahead } from "./Ahead";
import { Pickers } from "./Pickers";
import style from "./PreJoin.module.css";
import { Preview } from "./Preview";
import { useDevice } from "./useDevice";

const PastCalls = lazy(() => import("../records/PastCalls"));

/** Before one comes in: how one looks and sounds, by which devices, and over which line. */
export function PreJoin({ chat }: { chat: Chat }) {
  const { t } = useTranslation("call");
  const { summary } = chat;
  const starts = summary.may.includes("start_call");
  const past = starts && (
    <Suspense>
      <PastCalls chatId={summary.id} />
    </Suspense>
  );
  const closed = !starts && !(summary.call && summary.may.includes("join_call"));
  return (
    <div className="scroll" style={{ height: "100%" }}>
      <div className={style.page}>
        <div className="row">
          <Link
            className="ib"
            to="/chats/$chatId"
            params={{ chatId: summary.id }}
            activeOptions={{ exact: true }}
            aria-label={t("toChat")}
            title={t("toChat")}
          >
            <Icon name="back" />
          </Link>
          <div style={{ minWidth: 0 }}>
            <h1 className="t20 ell">{summary.call?.title ?? summary.title}</h1>
            <p className="dim ell">{summary.title}</p>
          </div>
        </div>
        {closed ? <Empty title={t("none")} hint={t("noneHint")} /> : <Entrance chat={chat} starts={starts} />}
        {past}
      </div>
    </div>
  );
}

function Entrance({ chat, starts }: { chat: Chat; starts: boolean }) {
  const me = useMe();
  const client = useClient();
  const act = useAct();
  const { summary } = chat;
  const chosen = useChoices((state) => state.chosen);
  const listens = summary.limited ?? false;
  const choices = choicesFor(summary.role, chosen);
  const microphone = useDevice("microphone", choices.microphone && !listens, choices.microphoneId);
  const camera = useDevice("camera", choices.camera && !listens, choices.cameraId);
  const [entering, setEntering] = useState(false);

  const enter = async (title: string, lobby: boolean, thin: boolean) => {
    setEntering(true);
    try {
      const request = { chatId: summary.id, title: title.trim() || null, lobby };
      const callId = summary.call?.callId ?? (await client.connection.call<CallStarted>("StartCall", request)).callId;
      const engine = enterCall(client, summary.id, callId, {
        microphone: microphone.track !== null,
        camera: camera.track !== null,
        microphoneTrack: microphone.take(),
        cameraTrack: camera.take(),
        microphoneId: choices.microphoneId,
        cameraId: choices.cameraId,
      });
      if (thin) engine.do({ audioOnly: true });
    } finally {
      setEntering(false);
    }
  };

  return (
    <div className={style.sides}>
      <div className="col g4">
        <Preview
          name={me.name}
          personId={me.personId}
          camera={camera}
          microphone={microphone}
          choices={choices}
          listens={listens}
          onChoose={choose}
        />
        <Pickers choices={choices} microphone={microphone} camera={camera} onChoose={choose} />
      </div>
      <Ahead
        chat={chat}
        starts={starts}
        silent={!choices.microphone || listens}
        entering={entering}
        onEnter={(title, lobby, thin) => act(enter(title, lobby, thin))}
      />
    </div>
  );
}
