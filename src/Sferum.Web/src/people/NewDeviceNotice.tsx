import { useTranslation } from "react-i18next";
import { useServices } from "../shell/context";
import { Icon } from "../shell/parts/Icon";
import { toast } from "../shell/Toasts";
import { why } from "../shell/words";
import { moment } from "../texts/times";
import { newDeviceSeen, useNewDevices } from "./newDevice";

/** Somebody has signed in as this person elsewhere: shown until the person says who it was. */
export function NewDeviceNotice() {
  const { t } = useTranslation();
  const { people } = useServices();
  const devices = useNewDevices((state) => state.devices);

  const end = async (sessionId: string) => {
    try {
      await people.revoke(sessionId);
      newDeviceSeen(sessionId);
      toast(t("people.sessionEnded"));
    } catch (error) {
      toast(why(t, error));
    }
  };

  return (
    <div role="status">
      {devices.map(({ sessionId, device, at }) => (
        <div key={sessionId} className="banner warn">
          <Icon name="alert" small />
          <span className="grow">
            <b>{t("people.newDevice.title", { device, when: moment(at) })}</b> {t("people.newDevice.ask")}
          </span>
          <button className="btn s line" type="button" onClick={() => newDeviceSeen(sessionId)}>
            {t("people.newDevice.mine")}
          </button>
          <button className="btn s danger" type="button" onClick={() => void end(sessionId)}>
            {t("people.newDevice.notMine")}
          </button>
        </div>
      ))}
    </div>
  );
}
