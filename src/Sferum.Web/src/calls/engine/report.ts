import type { CallReport } from "../protocol";

const everyMs = 30_000;

/** What this browser tells the server of how its media goes: once when it flows first, then twice a minute. Nothing of it is about a person. */
export class Report {
  /** Since when one is coming in; null once it has been told how long it took. */
  #from: number | null = null;
  #joinMs: number | null = null;
  #iceFailures = 0;
  #received = 0;
  #lost = 0;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(private readonly tell: (report: CallReport) => Promise<unknown>) {}

  /** One is coming in. Time in the lobby is none of it. */
  begin(): void {
    this.#from = performance.now();
  }

  /** Media flows. */
  up(): void {
    if (this.#from === null) return;
    this.#joinMs = Math.round(performance.now() - this.#from);
    this.#from = null;
    this.#timer ??= setInterval(() => this.#tell(), everyMs);
    this.#tell();
  }

  /** A way to the media server was lost, or none was found. */
  failed(): void {
    this.#iceFailures += 1;
  }

  count({ received, lost }: { received: number; lost: number }): void {
    this.#received += received;
    this.#lost += lost;
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#from = null;
  }

  /** What could not be told is told with the next. */
  #tell(): void {
    const report = { iceFailures: this.#iceFailures, received: this.#received, lost: this.#lost };
    const joinMs = this.#joinMs;
    if (joinMs === null && report.iceFailures + report.received + report.lost === 0) return;
    this.tell({ ...(joinMs !== null && { joinMs }), ...report }).then(
      () => {
        this.#joinMs = null;
        this.#iceFailures -= report.iceFailures;
        this.#received -= report.received;
        this.#lost -= report.lost;
      },
      () => undefined,
    );
  }
}
