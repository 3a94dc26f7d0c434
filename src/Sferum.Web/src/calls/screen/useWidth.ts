import { type RefObject, useLayoutEffect, useState } from "react";

/** How wide an element is, in CSS pixels; 0 until it is drawn. */
export function useWidth(ref: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) return;
    // In steps: a few pixels more are no reason to ask for another picture.
    const measure = () => setWidth(Math.round(element.clientWidth / 20) * 20);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [ref]);
  return width;
}
