import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { why } from "../shell/words";
import { DeviceError } from "./media/devices";

/** Why something did not work: a device, a rule, or the line. */
export function useWhyNot(): (error: unknown) => string {
  const { t } = useTranslation();
  const { t: tCall } = useTranslation("call");
  return useCallback(
    (error) => (error instanceof DeviceError ? tCall(`faults.${error.kind}.${error.fault}`) : why(t, error)),
    [t, tCall],
  );
}
