import { Dialog } from "../../shell/parts/Dialog";
import { EmojiPicker } from "./EmojiPicker";

interface EmojiDialogProps {
  title: string;
  onChoose: (emoji: string) => void;
  onClose: () => void;
}

export default function EmojiDialog({ title, onChoose, onClose }: EmojiDialogProps) {
  return (
    <Dialog title={title} onClose={onClose}>
      <EmojiPicker
        onChoose={(emoji) => {
          onChoose(emoji);
          onClose();
        }}
      />
    </Dialog>
  );
}
