import { exportToBlob } from "@excalidraw/excalidraw";
import type { ExcalidrawImperativeAPI } from "@excalidraw/excalidraw/types";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useChats } from "../../shell/context";
import { Confirm } from "../../shell/parts/Dialog";
import { Icon } from "../../shell/parts/Icon";
import { saveAs } from "../../shell/parts/saveAs";
import { leads } from "../model/store";
import type { BoardState } from "../protocol";
import { useAct, useCall, useEngine } from "../useCall";
import style from "./Board.module.css";
import { PictureButton } from "./PictureButton";

/** Above the board: who draws, and what whoever leads does with it. */
export function BoardBar({ board, api }: { board: BoardState; api: ExcalidrawImperativeAPI | null }) {
  const { t } = useTranslation("call");
  const engine = useEngine();
  const act = useAct();
  const leading = useCall(leads);
  const listens = useChats(({ chats }) => chats.byId[engine.parts.chatId]?.summary.limited ?? false);
  const [clearing, setClearing] = useState(false);
  const who = board.all ? (listens && !leading ? t("dock.listens") : t("board.all")) : t("board.leaders");
  return (
    <div className={style.bar} role="toolbar" aria-label={t("board.tools")}>
      <span className={`t13 dim ${style.who}`} role="status">
        {who}
      </span>
      {leading && (
        <>
          <label className="check">
            <input
              className="cb"
              type="checkbox"
              checked={board.all}
              onChange={(event) => act(engine.lead({ act: "lock", on: !event.target.checked, locks: ["draw"] }))}
            />
            <span>{t("board.allow")}</span>
          </label>
          <PictureButton shown={board.picture != null} />
          <button className="btn s" type="button" onClick={() => setClearing(true)}>
            <Icon name="trash" small />
            {t("board.clear")}
          </button>
        </>
      )}
      <button className="btn s" type="button" disabled={!api} onClick={() => api && act(save(api, t("board.file")))}>
        <Icon name="download" small />
        {t("board.save")}
      </button>
      {leading && (
        <button className="btn s" type="button" onClick={() => act(engine.lead({ act: "open_board", on: false }))}>
          <Icon name="close" small />
          {t("board.close")}
        </button>
      )}
      {clearing && (
        <Confirm
          title={t("board.clearTitle")}
          hint={t("board.clearHint")}
          act={t("board.clear")}
          onConfirm={() => act(engine.lead({ act: "clear_board" }))}
          onClose={() => setClearing(false)}
        />
      )}
    </div>
  );
}

/** The board as a picture, with what lies under the drawing. */
async function save(api: ExcalidrawImperativeAPI, name: string): Promise<void> {
  const blob = await exportToBlob({
    elements: api.getSceneElements(),
    files: api.getFiles(),
    appState: { exportBackground: true, viewBackgroundColor: "#ffffff" },
    exportPadding: 16,
    mimeType: "image/png",
  });
  saveAs(blob, name);
}
