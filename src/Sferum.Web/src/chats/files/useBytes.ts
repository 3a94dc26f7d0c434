import { useEffect, useState } from "react";
import { useApi } from "../../shell/context";
import type { Attachment } from "../protocol";
import { filesApi, type PictureSize } from "./api";
import { Turns } from "./turns";

/** Fewer than the server lets one person fetch at once: a page of pictures is not refused, and a click still gets its file. */
const turns = new Turns(4);

/** Bytes of a file as an address of this page: rights are asked on each request, so an <img> cannot ask by itself. */
export function useBytes(file: Attachment, size: PictureSize, wanted = true) {
  const api = useApi(filesApi);
  const [address, setAddress] = useState<string | null>(null);
  const [failed, setFailed] = useState(false);
  const [tries, setTries] = useState(0);
  const { id, kind } = file;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a file never changes
  useEffect(() => {
    if (!wanted) return;
    let made: string | null = null;
    let left = false;
    setFailed(false);
    const fetched = turns.take(
      () => api.bytes(file, size),
      () => left,
    );
    fetched.then(
      (blob) => {
        if (left || !blob) return;
        made = URL.createObjectURL(blob);
        setAddress(made);
      },
      () => !left && setFailed(true),
    );
    return () => {
      left = true;
      if (made) URL.revokeObjectURL(made);
    };
  }, [api, id, kind, size, wanted, tries]);
  return { address, failed, again: () => setTries((before) => before + 1) };
}
