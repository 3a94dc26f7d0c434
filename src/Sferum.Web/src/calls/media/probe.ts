import type { IceServer } from "../protocol";
import { configurationOf } from "./peer";

/** Whether pictures and sound find a way: straight, only by a detour that is slower, or not at all as far as can be seen. */
export type Way = "straight" | "detour" | "none";

/** A connection that only looks what ways there are. */
export type ProbePeer = Pick<
  RTCPeerConnection,
  "createDataChannel" | "createOffer" | "setLocalDescription" | "close" | "onicecandidate"
>;

/** So long it is looked. */
const patienceMs = 8000;

export const probePeer = (ice: IceServer[]): ProbePeer =>
  new RTCPeerConnection({ ...configurationOf(ice), iceTransportPolicy: "relay" });

/** Whether there is anything to be looked for: without a TURN server nothing can be said. */
export const canProbe = (ice: IceServer[]): boolean =>
  ice.some(({ urls }) => urls.some((url) => url.startsWith("turn")));

/** A candidate with what newer browsers say of it. */
type RelayCandidate = RTCIceCandidate & { relayProtocol?: string | null; url?: string | null };

/** Looks for a way by the TURN servers, and is content with the first straight one. Nothing is sent to anybody else. */
export function probe(peer: ProbePeer): Promise<Way> {
  return new Promise((done) => {
    let best: Way = "none";
    const end = () => {
      clearTimeout(timer);
      peer.onicecandidate = null;
      peer.close();
      done(best);
    };
    const timer = setTimeout(end, patienceMs);
    peer.onicecandidate = ({ candidate }) => {
      if (!candidate?.candidate) return end();
      if (candidate.type !== "relay") return;
      best = isDetour(candidate) ? "detour" : "straight";
      if (best === "straight") end();
    };
    peer.createDataChannel("probe");
    peer.createOffer().then((offer) => peer.setLocalDescription(offer), end);
  });
}

/** Over TCP what is late holds up all that comes after it. Some browsers say how the server is reached, others by which address. */
function isDetour({ relayProtocol, url }: RelayCandidate): boolean {
  return relayProtocol ? relayProtocol !== "udp" : /^turns:|transport=tcp/.test(url ?? "");
}
