import { type KeyboardEvent, type ReactNode, useLayoutEffect } from "react";
import { useModal } from "./Dialog";
import { Icon, type IconName } from "./Icon";
import style from "./Menu.module.css";

interface MenuProps {
  label: string;
  anchor: HTMLElement;
  onClose: () => void;
  children: ReactNode;
}

const gap = 4;

/** A menu beside what it is about; on a phone a sheet from below. Arrows walk, Esc and a click outside close. */
export function Menu({ label, anchor, onClose, children }: MenuProps) {
  const ref = useModal();

  useLayoutEffect(() => {
    const dialog = ref.current;
    if (!dialog) return;
    const at = anchor.getBoundingClientRect();
    const size = dialog.getBoundingClientRect();
    const below = at.bottom + gap + size.height <= window.innerHeight;
    const top = below ? at.bottom + gap : Math.max(gap, at.top - gap - size.height);
    const left = Math.min(Math.max(gap, at.left), window.innerWidth - size.width - gap);
    dialog.style.top = `${top}px`;
    dialog.style.left = `${left}px`;
  });

  const pressed = (event: KeyboardEvent<HTMLElement>) => {
    const entries = [...event.currentTarget.querySelectorAll<HTMLElement>("button:not([disabled])")];
    const at = entries.indexOf(document.activeElement as HTMLElement);
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      entries.at((at + step + entries.length) % entries.length)?.focus();
    } else if (event.key === "Home" || event.key === "End") {
      event.preventDefault();
      entries.at(event.key === "Home" ? 0 : -1)?.focus();
    } else if (event.key === "Tab") {
      onClose();
    }
  };

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Esc closes a dialog by itself
    <dialog
      ref={ref}
      className={style.menu}
      aria-label={label}
      onClose={onClose}
      onClick={(event) => event.target === event.currentTarget && onClose()}
    >
      <div className={style.list} role="menu" aria-label={label} tabIndex={-1} onKeyDown={pressed}>
        {children}
      </div>
    </dialog>
  );
}

export const MenuLine = ({ children, label }: { children: ReactNode; label: string }) => (
  <div className={style.line} role="group" aria-label={label}>
    {children}
  </div>
);

interface MenuCheckProps {
  text: string;
  on: boolean;
  onClick: () => void;
}

/** An entry that is on or off; the menu stays open. */
export const MenuCheck = ({ text, on, onClick }: MenuCheckProps) => (
  <button type="button" role="menuitemcheckbox" aria-checked={on} className={style.check} onClick={onClick}>
    <span className={style.box}>{on && <Icon name="check" small />}</span>
    {text}
  </button>
);

interface MenuEntryProps {
  icon: IconName;
  text: string;
  bad?: boolean;
  onClick: () => void;
}

export const MenuEntry = ({ icon, text, bad, onClick }: MenuEntryProps) => (
  <button type="button" role="menuitem" className={bad ? style.bad : undefined} onClick={onClick}>
    <Icon name={icon} />
    {text}
  </button>
);
