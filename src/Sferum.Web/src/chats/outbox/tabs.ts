import { newId } from "../../live/ids";

/** Which tabs are alive, by the locks they hold: a closed tab's lock is free. */
export interface OtherTabs {
  own: string;
  adopt(take: (isOthers: (tab: string) => boolean) => Promise<void>): Promise<void>;
}

const prefix = "sferum.tab.";

function open(): OtherTabs {
  const own = newId();
  if (navigator.locks) void navigator.locks.request(prefix + own, () => new Promise(() => undefined));
  return {
    own,
    async adopt(take) {
      if (!navigator.locks) return take(() => false);
      await navigator.locks.request(`${prefix}adopt`, async () => {
        const { held = [] } = await navigator.locks.query();
        const alive = new Set(held.map((lock) => lock.name));
        await take((tab) => tab !== own && alive.has(prefix + tab));
      });
    },
  };
}

export const tabs = open();
