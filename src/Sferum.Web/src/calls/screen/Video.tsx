import { type Ref, useEffect, useImperativeHandle, useRef } from "react";

interface VideoProps {
  stream: MediaStream | null | undefined;
  /** Whose picture it is, for whoever looks for it. */
  person: string;
  label: string;
  own?: boolean;
  screen?: boolean;
  ref?: Ref<HTMLVideoElement>;
}

/** A picture without sound; sounds play apart, whatever page is open. */
export function Video({ stream, person, label, own, screen, ref }: VideoProps) {
  const element = useRef<HTMLVideoElement>(null);
  useImperativeHandle<HTMLVideoElement | null, HTMLVideoElement | null>(ref, () => element.current);
  useEffect(() => {
    const video = element.current;
    if (!video || video.srcObject === (stream ?? null)) return;
    video.srcObject = stream ?? null;
    // The browser may want a click first: the name stands there meanwhile.
    if (stream) void Promise.resolve(video.play()).catch(() => undefined);
  }, [stream]);
  return (
    <video
      ref={element}
      data-person={own ? undefined : person}
      data-own={own || undefined}
      data-screen={screen || undefined}
      aria-label={label}
      autoPlay
      playsInline
      muted
    />
  );
}
