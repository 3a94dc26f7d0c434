import { Icon } from "../../shell/parts/Icon";
import { age } from "../../texts/times";

const day = 86_400;

/** How long something has waited: quiet under a day, warm after one, red after three. */
export function Age({ seconds }: { seconds: number }) {
  const how = seconds >= 3 * day ? "late" : seconds >= day ? "warn" : "";
  return (
    <span className={`age ${how}`}>
      <Icon name="clock" small />
      {age(seconds)}
    </span>
  );
}
