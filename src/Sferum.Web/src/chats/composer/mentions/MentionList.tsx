import { useTranslation } from "react-i18next";
import { PersonAvatar } from "../../../shell/parts/Avatar";
import { Icon } from "../../../shell/parts/Icon";
import style from "../Composer.module.css";
import type { FieldHandle } from "../Field";
import type { Mentions } from "./useMentions";

interface MentionListProps {
  mentions: Mentions;
  field: FieldHandle | null;
}

/** Over the field; the keys are the field's: ↑↓ walk, Enter and Tab choose, Esc closes. */
export function MentionList({ mentions, field }: MentionListProps) {
  const { t } = useTranslation();
  return (
    <div className={style.mentions} id={mentions.id} role="listbox" aria-label={t("chats.mention.list")}>
      {mentions.offered.map((candidate, place) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents lint/a11y/useFocusableInteractive: the keys and the focus are the field's
        <div
          key={candidate.key}
          id={`${mentions.id}-${candidate.key}`}
          className={style.candidate}
          role="option"
          aria-selected={place === mentions.at}
          // The field keeps the focus.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => mentions.choose(candidate, field)}
        >
          {candidate.mention?.personId ? (
            <PersonAvatar id={candidate.mention.personId} name={candidate.label} size="s" />
          ) : (
            <span className="av s">
              <Icon name={candidate.mention ? "people" : "megaphone"} small />
            </span>
          )}
          <span className="grow ell">{candidate.label}</span>
          <span className="t13 dim nw">{candidate.about}</span>
        </div>
      ))}
    </div>
  );
}
