import type { PDFDocumentLoadingTask, PDFDocumentProxy } from "pdfjs-dist";
import { GlobalWorkerOptions, getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";
import worker from "pdfjs-dist/legacy/build/pdf.worker.min.mjs?url";

/** In pixels: the board shows pictures of 1,280. */
const longestSide = 1600;
/** A picture in a page may have so many pixels; a larger one is left out. */
const largestPicture = 100_000_000;

GlobalWorkerOptions.workerSrc = worker;

/** A PDF whose pages are drawn one by one. Nothing in it is carried out. */
export class Pdf {
  private constructor(
    private readonly task: PDFDocumentLoadingTask,
    private readonly document: PDFDocumentProxy,
  ) {}

  /** Fails when it is broken or asks for a password. */
  static async open(file: Blob): Promise<Pdf> {
    const own = (folder: string) => `${location.origin}/pdf/${folder}/`;
    const task = getDocument({
      data: new Uint8Array(await file.arrayBuffer()),
      cMapUrl: own("cmaps"),
      standardFontDataUrl: own("standard_fonts"),
      wasmUrl: own("wasm"),
      useWasm: false,
      isEvalSupported: false,
      enableXfa: false,
      maxImageSize: largestPicture,
    });
    return new Pdf(task, await task.promise);
  }

  get pages(): number {
    return this.document.numPages;
  }

  /** A page, from 1, as a PNG on white. */
  async draw(number: number): Promise<Blob> {
    const page = await this.document.getPage(number);
    const { width, height } = page.getViewport({ scale: 1 });
    const viewport = page.getViewport({ scale: longestSide / Math.max(width, height) });
    const canvas = Object.assign(document.createElement("canvas"), {
      width: Math.ceil(viewport.width),
      height: Math.ceil(viewport.height),
    });
    await page.render({ canvas, viewport, background: "#ffffff" }).promise;
    page.cleanup();
    return new Promise((done, failed) =>
      canvas.toBlob((blob) => (blob ? done(blob) : failed(new Error("no picture of the page")))),
    );
  }

  close(): void {
    void this.task.destroy();
  }
}
