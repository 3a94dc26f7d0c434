import { useLayoutEffect, useRef } from "react";
import { createPortal } from "react-dom";
import "./sheet.css";

/**
 * The sheet as the server made it, alone on the paper: its words and its picture, without its style sheet, which the page's policy would not take.
 * The browser's own dialog does the rest, a PDF too.
 */
export function Sheet({ html, onPrinted }: { html: string; onPrinted: () => void }) {
  const place = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const parsed = new DOMParser().parseFromString(html, "text/html");
    place.current?.replaceChildren(...parsed.body.childNodes);
    window.addEventListener("afterprint", onPrinted, { once: true });
    window.print();
    return () => window.removeEventListener("afterprint", onPrinted);
  }, [html, onPrinted]);
  return createPortal(<div ref={place} className="sheet" aria-hidden="true" />, document.body);
}
