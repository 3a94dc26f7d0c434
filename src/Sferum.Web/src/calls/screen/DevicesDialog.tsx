import { useTranslation } from "react-i18next";
import { useChats } from "../../shell/context";
import { Dialog } from "../../shell/parts/Dialog";
import { type Choices, choicesFor, choose, useChoices } from "../media/choices";
import { Pickers } from "../prejoin/Pickers";
import { useAct, useCall, useEngine } from "../useCall";

/** Another microphone, camera or speaker, without leaving. */
export default function DevicesDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation("call");
  const engine = useEngine();
  const act = useAct();
  const role = useChats(({ chats }) => chats.byId[engine.parts.chatId]?.summary.role ?? "none");
  const chosen = useChoices((state) => state.chosen);
  const camera = useCall((view) => view.camera?.getVideoTracks()[0] ?? null);
  useCall((view) => view.microphoneOn);
  const change = (next: Partial<Choices>) => {
    choose(next);
    if (next.microphoneId !== undefined) act(engine.choose("microphone", next.microphoneId));
    if (next.cameraId !== undefined) act(engine.choose("camera", next.cameraId));
  };
  return (
    <Dialog title={t("devices.title")} onClose={onClose}>
      <Pickers
        choices={choicesFor(role, chosen)}
        microphone={{ track: engine.microphone }}
        camera={{ track: camera }}
        onChoose={change}
      />
    </Dialog>
  );
}
