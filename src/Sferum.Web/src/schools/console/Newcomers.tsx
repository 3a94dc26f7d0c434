import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useApi } from "../../shell/context";
import { guardiansApi } from "../guardians/api";
import type { JoinRequest } from "../joining/protocol";
import { Loaded } from "../parts/Loaded";
import { useAct } from "../parts/useAct";
import { useDesk } from "../parts/useDesk";
import { requestsApi } from "../requests/api";
import { RequestLine } from "../requests/RequestLine";
import { applicantName } from "../requests/words";

/** As many as one settles at a glance; the rest has a page of its own. */
const shown = 5;

/** Those who wait longest to come in, answered on the spot. */
export function Newcomers({ kind }: { kind: "join" | "guardians" }) {
  const { t } = useTranslation("desk");
  const requests = useApi(requestsApi);
  const guardians = useApi(guardiansApi);
  const { act, busy } = useAct();
  const isJoin = kind === "join";
  const list = useDesk([kind, "first"], () => (isJoin ? requests.first(shown + 1) : guardians.waiting()));

  const decide = ({ id }: JoinRequest, answer: { accept: boolean; reason?: string; place?: string }) =>
    isJoin ? requests.decideOne(id, answer) : guardians.decide(id, answer.accept, answer.reason);
  const accept = (request: JoinRequest, place?: string) =>
    act(() => decide(request, { accept: true, place }), t("requests.acceptedOne", { name: applicantName(request) }));
  const reject = async (request: JoinRequest, reason: string) => {
    const rejected = t("requests.rejectedOne", { name: applicantName(request) });
    await act(() => decide(request, { accept: false, reason }), rejected);
  };

  return (
    <section className="card tight" aria-labelledby={`newcomers-${kind}`}>
      <div className="card-h">
        <h2 className="t17 grow" id={`newcomers-${kind}`}>
          {t(isJoin ? "console.requests" : "console.guardians")}
        </h2>
        {isJoin && (
          <Link className="btn s line" to="/school/requests">
            {t("console.allRequests")}
          </Link>
        )}
      </div>
      <Loaded query={list}>
        {(waiting) =>
          waiting.length === 0 ? (
            <p className="li dim">{t("console.nobodyWaits")}</p>
          ) : (
            <ul className="list">
              {waiting.slice(0, isJoin ? shown : undefined).map((request) => (
                <RequestLine
                  key={request.id}
                  request={request}
                  busy={busy}
                  onAccept={(place) => void accept(request, place)}
                  onReject={(reason) => reject(request, reason)}
                />
              ))}
            </ul>
          )
        }
      </Loaded>
    </section>
  );
}
