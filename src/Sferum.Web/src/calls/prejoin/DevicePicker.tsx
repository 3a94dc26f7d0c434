import { useId } from "react";
import { useTranslation } from "react-i18next";

interface DevicePickerProps {
  label: string;
  devices: MediaDeviceInfo[];
  value: string;
  onChange: (id: string) => void;
}

export function DevicePicker({ label, devices, value, onChange }: DevicePickerProps) {
  const { t } = useTranslation("call");
  const id = useId();
  const known = devices.some(({ deviceId }) => deviceId === value);
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select className="inp" id={id} value={known ? value : ""} onChange={(event) => onChange(event.target.value)}>
        <option value="">{t("before.default")}</option>
        {devices
          .filter(({ deviceId }) => deviceId !== "default")
          .map((device, i) => (
            <option key={device.deviceId} value={device.deviceId}>
              {device.label || t("devices.unnamed", { number: i + 1 })}
            </option>
          ))}
      </select>
    </div>
  );
}
