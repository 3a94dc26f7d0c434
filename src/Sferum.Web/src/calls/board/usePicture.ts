import { CaptureUpdateAction, convertToExcalidrawElements } from "@excalidraw/excalidraw";
import type { BinaryFileData, ExcalidrawImperativeAPI } from "@excalidraw/excalidraw/types";
import { useEffect } from "react";
import { filesApi } from "../../chats/files/api";
import { useApi } from "../../shell/context";
import { toast } from "../../shell/Toasts";
import { useWhyNot } from "../useWhyNot";

/** The picture under the drawing: behind everything, fixed, the same for all. It is a file of the chat and no element of the board. */
export function usePicture(api: ExcalidrawImperativeAPI | null, picture: string | null): void {
  const files = useApi(filesApi);
  const whyNot = useWhyNot();
  useEffect(() => {
    if (!api) return;
    let left = false;
    layUnder(api, null);
    if (picture)
      read(files, picture).then(
        (read) => !left && layUnder(api, read),
        (error: unknown) => !left && toast(whyNot(error)),
      );
    return () => {
      left = true;
    };
  }, [api, files, picture, whyNot]);
}

interface Picture {
  file: BinaryFileData;
  width: number;
  height: number;
}

async function read(files: ReturnType<typeof filesApi>, id: string): Promise<Picture> {
  const blob = await files.bytes({ id, kind: "picture", name: "", type: "", size: 0 }, "large");
  const { width, height } = await createImageBitmap(blob);
  const dataURL = await new Promise<string>((done, failed) => {
    const reader = new FileReader();
    reader.onload = () => done(String(reader.result));
    reader.onerror = () => failed(reader.error);
    reader.readAsDataURL(blob);
  });
  const file = { id, dataURL, mimeType: blob.type, created: 0 } as unknown as BinaryFileData;
  return { file, width, height };
}

/** A place that no drawing comes to: otherwise one of the two would be given another. */
const behindAll = "X000" as ReturnType<typeof convertToExcalidrawElements>[number]["index"];

function layUnder(api: ExcalidrawImperativeAPI, picture: Picture | null): void {
  const drawing = api.getSceneElementsIncludingDeleted().filter(({ type }) => type !== "image");
  if (!picture) {
    api.updateScene({ elements: drawing, captureUpdate: CaptureUpdateAction.NEVER });
    return;
  }
  const { file, width, height } = picture;
  api.addFiles([file]);
  const [made] = convertToExcalidrawElements([
    { type: "image", fileId: file.id, x: 0, y: 0, width, height, locked: true, status: "saved" },
  ]);
  if (!made) return;
  const under = [{ ...made, index: behindAll }];
  api.updateScene({ elements: [...under, ...drawing], captureUpdate: CaptureUpdateAction.NEVER });
  api.scrollToContent(under, { fitToContent: true });
}
