/** Up to this many people are each a square; more are a bar. */
const most = 40;

export interface CellGroup {
  count: number;
  look: "on" | "half" | "late" | "";
}

/** People counted one by one, as squares in an exercise book; what they mean is said by the label. */
export function Cells({ groups, label, big }: { groups: CellGroup[]; label: string; big?: boolean }) {
  const total = groups.reduce((sum, { count }) => sum + count, 0);
  const first = groups.find(({ look }) => look === "on")?.count ?? 0;
  if (total > most) {
    return (
      <span className="bar" role="img" aria-label={label}>
        <i style={{ width: `${(100 * first) / total}%` }} />
      </span>
    );
  }
  const looks = groups.flatMap(({ count, look }) => Array<CellGroup["look"]>(Math.max(0, count)).fill(look));
  return (
    <span className={`cells ${big ? "big" : ""}`} role="img" aria-label={label}>
      {looks.map((look, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a cell has no other name than its place
        <i key={i} className={look} />
      ))}
    </span>
  );
}
