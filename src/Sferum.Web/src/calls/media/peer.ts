import type { IceServer } from "../protocol";

/** A connection to the media server, as far as it is used here. */
export type Peer = Pick<
  RTCPeerConnection,
  | "addTransceiver"
  | "getTransceivers"
  | "createOffer"
  | "createAnswer"
  | "setLocalDescription"
  | "setRemoteDescription"
  | "addIceCandidate"
  | "localDescription"
  | "restartIce"
  | "setConfiguration"
  | "getStats"
  | "close"
  | "connectionState"
  | "onconnectionstatechange"
  | "onicecandidate"
>;

export type MakePeer = (ice: IceServer[]) => Peer;

/** The servers as the browser takes them. */
export const configurationOf = (ice: IceServer[]): RTCConfiguration => ({
  bundlePolicy: "max-bundle",
  iceServers: ice.map(({ urls, username, credential }) => ({
    urls,
    ...(username && { username }),
    ...(credential && { credential }),
  })),
});

export const browserPeer: MakePeer = (ice) => new RTCPeerConnection(configurationOf(ice));

/** Says when a connection has failed: at once when the browser says so, and when it is broken for a while. */
export function watchPeer(peer: Peer, onUp: () => void, onFailed: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  peer.onconnectionstatechange = () => {
    clearTimeout(timer);
    if (peer.connectionState === "connected") onUp();
    else if (peer.connectionState === "failed") onFailed();
    else if (peer.connectionState === "disconnected") timer = setTimeout(onFailed, brokenMs);
  };
  return () => {
    clearTimeout(timer);
    peer.onconnectionstatechange = null;
  };
}

/** Most breaks of a network end by themselves within this time. */
const brokenMs = 4000;
