import { Fragment } from "react";

const address = /(https?:\/\/[^\s<>"]+[^\s<>".,;:!?)\]])/;

/** A message's text as it was typed; addresses can be followed, nothing is fetched for them. */
export function Words({ text }: { text: string }) {
  // Splitting by one group leaves the addresses at the odd places.
  return text.split(address).map((part, index) =>
    index % 2 === 1 ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text have no other name than their place
      <a key={index} href={part} target="_blank" rel="noopener noreferrer nofollow">
        {part}
      </a>
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: as above
      <Fragment key={index}>{part}</Fragment>
    ),
  );
}
