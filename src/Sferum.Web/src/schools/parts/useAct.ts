import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { toast } from "../../shell/Toasts";
import { why } from "../../shell/words";

/**
 * One thing done at a press: says what came of it, and has everything that may have changed asked for again. What the server can take back is offered
 * with its opposite.
 */
export function useAct() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);
  const act = async <T>(
    work: () => Promise<T>,
    done?: string,
    undo?: { work: () => Promise<unknown>; done: string },
  ): Promise<T | undefined> => {
    setBusy(true);
    try {
      const value = await work();
      if (done !== undefined) toast(done, undo && (() => void act(undo.work, undo.done)));
      return value;
    } catch (error) {
      toast(why(t, error));
      return undefined;
    } finally {
      setBusy(false);
      void queries.invalidateQueries({ queryKey: ["desk"] });
    }
  };
  return { act, busy };
}
