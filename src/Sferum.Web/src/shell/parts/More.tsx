interface MoreProps {
  list: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => Promise<unknown> };
  text: string;
}

/** The way to the next page of a list; not there on the last one. */
export function More({ list, text }: MoreProps) {
  if (!list.hasNextPage) return null;
  return (
    <button className="btn" type="button" disabled={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
      {text}
    </button>
  );
}
