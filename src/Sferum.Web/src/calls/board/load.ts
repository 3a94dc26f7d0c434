import { lazy } from "react";

/** Where its fonts lie. Without it they would be asked for at a stranger's server. */
const assets = "/board/";

/** The board with all that draws on it: most of the page's weight, and only for a session that has one. */
export const Board = lazy(() => {
  (window as { EXCALIDRAW_ASSET_PATH?: string }).EXCALIDRAW_ASSET_PATH = assets;
  return import("./Board");
});
