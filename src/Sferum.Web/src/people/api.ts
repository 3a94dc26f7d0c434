import { type Ask, type HttpCall, HttpRefused, http } from "../live/http";
import { patiently } from "../live/patience";
import type { CodeSent, ConfirmRequest, DemoPerson, HostConfig, SecondSignIn, SessionLine, SignedIn } from "./protocol";
import type { Session } from "./session";

/** How long a server that says "later" is asked again, when asking changes nothing. */
const readPatienceMs = 10_000;

export class PeopleApi {
  constructor(
    private readonly session: Session,
    private readonly language: () => string,
  ) {}

  config = (): Promise<HostConfig> => http("/api/config");

  askCode = (phone: string): Promise<CodeSent> => this.#plain("/api/sign-in/code", { method: "POST", body: { phone } });

  confirm = (request: ConfirmRequest): Promise<SignedIn> =>
    this.#plain("/api/sign-in/confirm", { method: "POST", body: request });

  /** The rest of a sign-in that was answered by "a second factor is needed". */
  second = (request: SecondSignIn): Promise<SignedIn> =>
    this.#plain("/api/sign-in/second", { method: "POST", body: request });

  demoPeople = async (): Promise<DemoPerson[]> =>
    (await this.#plain<{ people: DemoPerson[] }>("/api/demo/people")).people;

  demoSignIn = (personId: string): Promise<SignedIn> =>
    this.#plain("/api/demo/sign-in", { method: "POST", body: { personId } });

  sessions = async (): Promise<SessionLine[]> =>
    (await this.signed<{ sessions: SessionLine[] }>("/api/sessions")).sessions;

  revoke = (id: string): Promise<void> => this.signed(`/api/sessions/${id}`, { method: "DELETE" });

  endOthers = (): Promise<void> => this.signed("/api/sessions/end-all", { method: "POST", body: { exceptThis: true } });

  endAll = (): Promise<void> => this.signed("/api/sessions/end-all", { method: "POST", body: { exceptThis: false } });

  /** A request of somebody who need not be signed in. */
  open: Ask = (path, call = {}) => this.#plain(path, call);

  #plain<T>(path: string, call: HttpCall = {}): Promise<T> {
    return http(path, { ...call, language: this.language() });
  }

  /** A request in the name of the signed-in person; an access token that is no longer taken is renewed once. */
  signed: Ask = async <T>(path: string, call: HttpCall = {}): Promise<T> => {
    const once = async () => this.#plain<T>(path, { ...call, token: await this.session.accessToken() });
    const isRead = (call.method ?? "GET") === "GET";
    const ask = () => (isRead ? patiently(once, readPatienceMs) : once());
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof HttpRefused) || error.status !== 401) throw error;
      this.session.forgetAccess();
      return ask();
    }
  };
}
