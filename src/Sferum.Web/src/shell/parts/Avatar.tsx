/** One of eight hues, the same for the same id everywhere and in both themes. */
export function hueOf(id: string): number {
  let hash = 0;
  for (let i = 0; i < id.length; i++) hash = (hash * 31 + id.charCodeAt(i)) | 0;
  return (Math.abs(hash) % 8) + 1;
}

export function initials(name: string): string {
  const [first = "", second = ""] = name.trim().split(/\s+/);
  return (first.charAt(0) + second.charAt(0)).toUpperCase();
}

/** «7Б · класс» → 7Б, «Алгебра · 7Б» → Ал: enough to tell chats apart at a glance. */
function sign(title: string): string {
  const [first = ""] = title.trim().split(/\s+/);
  return /^\d/.test(first) ? first.slice(0, 3) : first.slice(0, 2);
}

interface AvatarProps {
  id: string;
  name: string;
  size?: "s" | "l";
  online?: boolean;
}

export function PersonAvatar({ id, name, size, online }: AvatarProps) {
  return (
    <span className={`av ${size ?? ""} ${online ? "on" : ""}`} data-hue={hueOf(id)} aria-hidden="true">
      {initials(name)}
    </span>
  );
}

export function ChatAvatar({ id, name, size }: AvatarProps) {
  return (
    <span className={`av sq ${size ?? ""}`} data-hue={hueOf(id)} aria-hidden="true">
      {sign(name)}
    </span>
  );
}
