import { useMe } from "../../shell/context";
import { isMeant } from "../model/mentions";
import type { Mention } from "../protocol";
import { useRowActs } from "./actions";
import { type Piece, pieces } from "./format";
import style from "./Message.module.css";

interface WordsProps {
  text: string;
  mentions?: Mention[] | null;
}

/** A message's text with its marks; addresses can be followed, nothing is fetched for them. */
export function Words({ text, mentions }: WordsProps) {
  return pieces(text, mentions ?? []).map((piece, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text have no other name than their place
    <PieceOf key={index} piece={piece} />
  ));
}

function PieceOf({ piece }: { piece: Piece }) {
  switch (piece.kind) {
    case "bold":
      return <b>{piece.text}</b>;
    case "italic":
      return <i>{piece.text}</i>;
    case "code":
      return <code className={style.code}>{piece.text}</code>;
    case "block":
      return <code className={style.block}>{piece.text}</code>;
    case "link":
      return (
        <a href={piece.text} target="_blank" rel="noopener noreferrer nofollow">
          {piece.text}
        </a>
      );
    case "mention":
      return <Mentioned text={piece.text} mention={piece.mention} />;
    default:
      return piece.text;
  }
}

function Mentioned({ text, mention }: { text: string; mention: Mention }) {
  const me = useMe();
  const { reader, role } = useRowActs();
  const mine = isMeant(mention, reader, role) || mention.personId === me.personId;
  return <span className={mine ? style.mentionMine : style.mention}>{text}</span>;
}
