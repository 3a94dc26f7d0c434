import { choose } from "../model/speaker";
import { type CallStore, withNews } from "../model/store";
import type { CallNews } from "../protocol";

/** How often it is looked whether another one has talked long enough. */
const speakerEveryMs = 500;
const reactionLastsMs = 4000;

/** What passes by itself: who is heard now, and reactions. */
export class Passing {
  #lastReaction = 0;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(private readonly store: CallStore) {}

  start(): void {
    this.#timer = setInterval(() => this.#chooseSpeaker(), speakerEveryMs);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  talked(news: CallNews): void {
    this.store.setState((view) => withNews(view, news, Date.now(), 0));
  }

  reacted(news: CallNews): void {
    this.#lastReaction += 1;
    const id = this.#lastReaction;
    this.store.setState((view) => withNews(view, news, Date.now(), id));
    setTimeout(
      () => this.store.setState((view) => ({ reactions: view.reactions.filter((one) => one.id !== id) })),
      reactionLastsMs,
    );
  }

  #chooseSpeaker(): void {
    const { speaking } = this.store.getState();
    const next = choose(speaking, Date.now());
    if (next !== speaking) this.store.setState({ speaking: next });
  }
}
