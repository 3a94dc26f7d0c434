import { useEffect, useRef, useState } from "react";
import { useConfig } from "../../people/useConfig";
import { useServices } from "../../shell/context";
import { language } from "../../texts/language";
import { filesApi } from "./api";
import { Uploads } from "./uploading";

/** The files of the message that is being written. What nobody sent is taken back when the chat is left. */
export function useUploads() {
  const { people, session } = useServices();
  const [all, setAll] = useState<Uploads["all"]>([]);
  const largestPicture = useRef<number>(undefined);
  largestPicture.current = useConfig()?.pictureBytes;
  const [uploads] = useState(
    () =>
      new Uploads({
        api: filesApi(people.signed),
        token: session.accessToken,
        language,
        changed: setAll,
        largestPicture: () => largestPicture.current,
      }),
  );
  useEffect(
    () => () => {
      for (const { key } of uploads.all) uploads.remove(key);
    },
    [uploads],
  );
  return { uploads, all };
}
