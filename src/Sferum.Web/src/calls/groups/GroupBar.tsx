import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMe } from "../../shell/context";
import { Icon } from "../../shell/parts/Icon";
import { leads } from "../model/store";
import type { CallState, Groups } from "../protocol";
import { duration, useServerNow } from "../screen/useNow";
import { useAct, useCall, useEngine } from "../useCall";
import style from "./Groups.module.css";
import { groupOf } from "./here";

/** When it is said that the time is nearly up. */
const warnMs = 60_000;

/** While groups are open: where one is, how long still, what all groups are told, and the way to whoever leads. */
export function GroupBar({ state, groups }: { state: CallState; groups: Groups }) {
  const { t } = useTranslation("call");
  const me = useMe().personId;
  const leading = useCall(leads);
  const own = groupOf(state, me);
  const [read, setRead] = useState<number | null>(null);
  const message = groups.message && groups.message.at !== read ? groups.message : null;
  return (
    <>
      <div className={`banner round ${style.bar}`}>
        <Icon name="people" small />
        <span className="grow" role="status">
          {own > 0 ? t("groups.youAreIn", { group: own }) : t("groups.youAreWithAll")}
        </span>
        {groups.endsAt != null && <TimeLeft endsAt={groups.endsAt} />}
        {leading ? own > 0 && <ToAll /> : own > 0 && <CallForHelp up={state.hands.includes(me)} />}
      </div>
      {groups.endsAt != null && <Warning endsAt={groups.endsAt} />}
      <div role="alert">
        {message && (
          <div className="banner round">
            <Icon name="megaphone" small />
            <span className="grow">{t("groups.message", { text: message.text })}</span>
            <button className="btn s" type="button" onClick={() => setRead(message.at)}>
              {t("groups.read")}
            </button>
          </div>
        )}
      </div>
    </>
  );
}

function TimeLeft({ endsAt }: { endsAt: number }) {
  const { t } = useTranslation("call");
  return (
    <span className="num" role="timer">
      {t("groups.left", { time: duration(endsAt - useServerNow()) })}
    </span>
  );
}

function Warning({ endsAt }: { endsAt: number }) {
  const { t } = useTranslation("call");
  const near = endsAt - useServerNow() <= warnMs;
  return (
    <div role="status">
      {near && (
        <div className="banner warn round">
          <Icon name="clock" small />
          <span className="grow">{t("groups.soon")}</span>
        </div>
      )}
    </div>
  );
}

/** A raised hand is what whoever leads sees of a group, wherever that person is. */
function CallForHelp({ up }: { up: boolean }) {
  const { t } = useTranslation("call");
  const engine = useEngine();
  const act = useAct();
  return (
    <button className="btn s" type="button" aria-pressed={up} onClick={() => act(engine.raiseHand(!up))}>
      <Icon name="hand" small />
      {up ? t("groups.helpCalled") : t("groups.help")}
    </button>
  );
}

function ToAll() {
  const { t } = useTranslation("call");
  const engine = useEngine();
  const act = useAct();
  const me = useMe().personId;
  const go = () => act(engine.lead({ act: "move_to_group", personId: me, groups: { group: 0 } }));
  return (
    <button className="btn s" type="button" onClick={go}>
      {t("groups.toAll")}
    </button>
  );
}
