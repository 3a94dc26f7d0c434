import { useTranslation } from "react-i18next";
import { Menu } from "../../shell/parts/Menu";
import style from "../Call.module.css";
import { useAct, useEngine } from "../useCall";

const emojis = ["👍", "👏", "❤️", "😂", "😮", "🎉"];

export function ReactionsMenu({ anchor, onClose }: { anchor: HTMLElement; onClose: () => void }) {
  const { t } = useTranslation("call");
  const engine = useEngine();
  const act = useAct();
  return (
    <Menu label={t("dock.reactions")} anchor={anchor} onClose={onClose}>
      <div className={style.emojis} role="group" aria-label={t("dock.reactions")}>
        {emojis.map((emoji) => (
          <button
            key={emoji}
            type="button"
            role="menuitem"
            onClick={() => {
              onClose();
              act(engine.react(emoji));
            }}
          >
            {emoji}
          </button>
        ))}
      </div>
    </Menu>
  );
}
