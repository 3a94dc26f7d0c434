import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useApi, useMe, useServices } from "../../shell/context";
import { Confirm, Dialog } from "../../shell/parts/Dialog";
import { Failed, Waiting } from "../../shell/parts/States";
import { toast } from "../../shell/Toasts";
import { why } from "../../shell/words";
import { dayOf } from "../../texts/times";
import { guardiansApi } from "../guardians/api";
import { regulationApi } from "../regulation/api";
import { LocalActText } from "../regulation/LocalActText";
import { consentsApi } from "./api";
import type { OwnChild } from "./protocol";

/** A guardian's children: whether a consent stands for each, giving it, and being their guardian no longer. */
export function ChildrenSection() {
  const { t } = useTranslation();
  const api = useApi(consentsApi);
  const me = useMe();
  const children = useQuery({ queryKey: ["children", me.personId, me.schoolId], queryFn: api.own });
  return (
    <section className="card col g2" aria-labelledby="children">
      <h2 className="t17" id="children">
        {t("children.title")}
      </h2>
      {children.isPending && <Waiting />}
      {children.isError && <Failed onRetry={() => void children.refetch()} />}
      {children.data?.children.length === 0 && <p className="t13 dim">{t("children.none")}</p>}
      <ul className="col g3">
        {children.data?.children.map((child) => (
          <Child key={child.studentId} of={child} />
        ))}
      </ul>
    </section>
  );
}

function Child({ of }: { of: OwnChild }) {
  const { t } = useTranslation();
  const api = useApi(consentsApi);
  const guardians = useApi(guardiansApi);
  const queries = useQueryClient();
  const { session } = useServices();
  const me = useMe();
  const [dialog, setDialog] = useState<"give" | "withdraw" | "end" | null>(null);
  const done = (words: string) => {
    toast(words);
    void queries.invalidateQueries({ queryKey: ["children"] });
    // What waits, and what one still is at the school, comes with another token.
    void session.renew().catch(() => undefined);
  };
  const act = async (work: () => Promise<unknown>, words: string) => {
    try {
      await work();
      done(words);
    } catch (error) {
      toast(why(t, error));
    }
  };
  const withdraw = () => act(() => api.withdraw(of.studentId), t("children.withdrawn", { name: of.name }));
  const end = () => act(() => guardians.end(me.personId, of.studentId), t("children.ended", { name: of.name }));
  const state =
    of.givenAt != null
      ? t("children.given", { when: dayOf(of.givenAt) })
      : t(of.limited ? "children.limited" : of.needsConsent ? "children.needed" : "children.notNeeded");
  return (
    <li className="row wrap g2">
      <span className="grow">
        <span className="b">{of.name}</span> {of.classTitle}
        <br />
        <span className="t13 dim">{state}</span>
      </span>
      {of.givenAt == null ? (
        <button type="button" className="btn s" onClick={() => setDialog("give")}>
          {t("children.give")}
        </button>
      ) : (
        <button type="button" className="btn s line" onClick={() => setDialog("withdraw")}>
          {t("children.withdraw")}
        </button>
      )}
      <button
        type="button"
        className="btn s line"
        aria-label={t("children.endOf", { name: of.name })}
        onClick={() => setDialog("end")}
      >
        {t("children.end")}
      </button>
      {dialog === "give" && (
        <GiveDialog
          of={of}
          onGiven={() => {
            done(t("children.thanks", { name: of.name }));
            setDialog(null);
          }}
          onClose={() => setDialog(null)}
        />
      )}
      {dialog === "withdraw" && (
        <Confirm
          title={t("children.withdrawTitle", { name: of.name })}
          hint={t("children.withdrawHint")}
          act={t("children.withdraw")}
          onConfirm={() => void withdraw()}
          onClose={() => setDialog(null)}
        />
      )}
      {dialog === "end" && (
        <Confirm
          title={t("children.endTitle", { name: of.name })}
          hint={t("children.endHint")}
          act={t("children.end")}
          onConfirm={() => void end()}
          onClose={() => setDialog(null)}
        />
      )}
    </li>
  );
}

/** The text in force is read here; the version that was read is the one that is consented to. */
function GiveDialog({ of, onGiven, onClose }: { of: OwnChild; onGiven: () => void; onClose: () => void }) {
  const { t } = useTranslation();
  const consents = useApi(consentsApi);
  const acts = useApi(regulationApi);
  const me = useMe();
  const text = useQuery({ queryKey: ["consent-text", me.schoolId], queryFn: () => acts.read("consent"), staleTime: 0 });
  const [error, setError] = useState<string | null>(null);
  const act = text.data?.active;
  const give = async () => {
    if (!act) return;
    try {
      await consents.give(of.studentId, act.version);
      onGiven();
    } catch (failure) {
      setError(why(t, failure));
      void text.refetch();
    }
  };
  return (
    <Dialog title={t("children.giveTitle", { name: of.name })} onClose={onClose}>
      {text.isPending && <Waiting />}
      {text.isError && <Failed onRetry={() => void text.refetch()} />}
      {text.data && !act && <p className="dim">{t("children.noText")}</p>}
      {act && <LocalActText act={act} />}
      <p className="err" role="alert">
        {error}
      </p>
      <button type="button" className="btn pri xl full" disabled={!act} onClick={() => void give()}>
        {t("children.consent")}
      </button>
    </Dialog>
  );
}
