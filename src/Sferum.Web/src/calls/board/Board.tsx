import { CaptureUpdateAction, Excalidraw, MainMenu, restoreElements } from "@excalidraw/excalidraw";
import "@excalidraw/excalidraw/index.css";
import type { ExcalidrawImperativeAPI } from "@excalidraw/excalidraw/types";
import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { toast } from "../../shell/Toasts";
import { language } from "../../texts/language";
import { leads } from "../model/store";
import type { BoardPiece, BoardState } from "../protocol";
import { useCall, useEngine } from "../useCall";
import { useWhyNot } from "../useWhyNot";
import style from "./Board.module.css";
import { BoardBar } from "./BoardBar";
import { BoardSync } from "./boardSync";
import { type Element, fromBehind, put } from "./element";
import { usePicture } from "./usePicture";

const options = {
  canvasActions: {
    changeViewBackgroundColor: false,
    clearCanvas: false,
    export: false,
    loadScene: false,
    saveToActiveFile: false,
    saveAsImage: false,
    toggleTheme: false,
  },
  tools: { image: false },
} as const;

/** The key of Excalidraw's help, which leads to strangers' pages. */
const help = "?";

/** The board of the session: one drawing for all, by whoever may draw now. */
export default function Board({ board }: { board: BoardState }) {
  const { t } = useTranslation("call");
  const engine = useEngine();
  const leading = useCall(leads);
  const [api, setApi] = useState<ExcalidrawImperativeAPI | null>(null);
  const [dark] = useState(isDark);
  const place = useRef<HTMLDivElement>(null);
  const mayDraw = leading || board.all;
  const sync = useSync(api, board, mayDraw);
  usePicture(api, board.picture ?? null);
  useEffect(() => engine.look([]), [engine]);
  return (
    <section className={style.board} aria-label={t("board.name")} data-board>
      <BoardBar board={board} api={api} />
      <div
        ref={place}
        className={style.canvas}
        onKeyDownCapture={(event) => event.key === help && event.stopPropagation()}
      >
        <Excalidraw
          excalidrawAPI={setApi}
          onChange={() => {
            tame(place.current);
            sync.current?.changed();
          }}
          langCode={language() === "ru" ? "ru-RU" : "en"}
          theme={dark ? "dark" : "light"}
          viewModeEnabled={!mayDraw}
          isCollaborating
          validateEmbeddable={false}
          UIOptions={options}
          aiEnabled={false}
        >
          <MainMenu />
        </Excalidraw>
      </div>
    </section>
  );
}

/** Its bar below calls itself the foot of the page, and its colours are dialogs without a name: neither is true for those who hear the page. */
function tame(place: HTMLElement | null): void {
  for (const part of place?.querySelectorAll('[role="contentinfo"], .color-picker-container[role="dialog"]') ?? []) {
    part.setAttribute("role", "group");
    part.removeAttribute("aria-modal");
  }
}

function useSync(api: ExcalidrawImperativeAPI | null, board: BoardState, mayDraw: boolean) {
  const { t } = useTranslation("call");
  const engine = useEngine();
  const whyNot = useWhyNot();
  const sync = useRef<BoardSync | null>(null);
  const latest = useRef({ mayDraw, whyNot, t });
  latest.current = { mayDraw, whyNot, t };
  // Before the drawing is taken off the page: what was drawn last is sent still.
  useLayoutEffect(() => {
    if (!api) return;
    const { callId, connection } = engine.parts;
    const made = new BoardSync({
      draw: (number, elements) => connection.call("Draw", { callId, board: number, elements }),
      ask: (number, life, since) => connection.call<BoardPiece>("Board", { callId, board: number, life, since }),
      mayDraw: () => latest.current.mayDraw,
      scene: () => sceneOf(api),
      held: () => heldBy(api),
      put: (changed) => show(api, changed),
      clear: () =>
        show(
          api,
          [],
          sceneOf(api).filter(({ type }) => type === "image"),
        ),
      refused: (why) => toast(why === "too_large" ? latest.current.t("board.tooLarge") : latest.current.whyNot(why)),
    });
    sync.current = made;
    const unsubscribe = engine.store.subscribe((now, before) => {
      if (now.drawn && now.drawn !== before.drawn) made.hear(now.drawn);
    });
    return () => {
      unsubscribe();
      made.stop();
    };
  }, [api, engine]);
  useEffect(() => {
    if (api) sync.current?.stand(board);
  }, [api, board]);
  return sync;
}

const sceneOf = (api: ExcalidrawImperativeAPI): readonly Element[] =>
  api.getSceneElementsIncludingDeleted() as unknown as readonly Element[];

/** What others sent is made whole first: it may have been said by anything. */
function show(api: ExcalidrawImperativeAPI, changed: readonly Element[], scene = sceneOf(api)): void {
  type Elements = Parameters<typeof restoreElements>[0];
  const gone = changed.filter(({ isDeleted }) => isDeleted);
  const there = changed.filter(({ isDeleted }) => !isDeleted).sort(fromBehind);
  const whole = restoreElements(there as unknown as Elements, null);
  const elements = put(scene, [...(whole as unknown as Element[]), ...gone]) as unknown as NonNullable<Elements>;
  api.updateScene({ elements, captureUpdate: CaptureUpdateAction.NEVER });
}

function heldBy(api: ExcalidrawImperativeAPI): ReadonlySet<string> {
  const {
    newElement,
    resizingElement,
    editingTextElement,
    multiElement,
    selectedElementsAreBeingDragged,
    selectedElementIds,
  } = api.getAppState();
  const ids = [newElement, resizingElement, editingTextElement, multiElement].flatMap((one) => (one ? [one.id] : []));
  return new Set(selectedElementsAreBeingDragged ? [...ids, ...Object.keys(selectedElementIds)] : ids);
}

const isDark = (): boolean =>
  (document.documentElement.dataset.theme ??
    (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
