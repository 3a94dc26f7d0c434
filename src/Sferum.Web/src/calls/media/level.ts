const everyMs = 100;

/** How loud a track is, 0 to 1, ten times a second. Returns how to stop. */
export function listenTo(track: MediaStreamTrack, onLevel: (level: number) => void): () => void {
  if (typeof AudioContext === "undefined") return () => undefined;
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  analyser.fftSize = 512;
  context.createMediaStreamSource(new MediaStream([track])).connect(analyser);
  const wave = new Float32Array(analyser.fftSize);
  const timer = setInterval(() => {
    // It may only begin after the person's first act on the page.
    if (context.state === "suspended") void context.resume();
    analyser.getFloatTimeDomainData(wave);
    onLevel(loudness(wave));
  }, everyMs);
  return () => {
    clearInterval(timer);
    void context.close();
  };
}

/** Speech at arm's length fills about two thirds. */
export function loudness(wave: Float32Array): number {
  let sum = 0;
  for (const value of wave) sum += value * value;
  const decibels = 20 * Math.log10(Math.sqrt(sum / wave.length) + 1e-6);
  return Math.min(1, Math.max(0, (decibels + 60) / 50));
}

/** Plays a short tone to a chosen speaker. */
export async function playTone(speakerId: string): Promise<void> {
  const context = new AudioContext();
  const tone = context.createOscillator();
  const volume = context.createGain();
  volume.gain.value = 0.2;
  const out = context.createMediaStreamDestination();
  tone.frequency.value = 523;
  tone.connect(volume).connect(out);
  const player = new Audio();
  player.srcObject = out.stream;
  await sendTo(player, speakerId);
  tone.start();
  tone.stop(context.currentTime + 0.7);
  tone.onended = () => void context.close();
  await player.play();
}

/** Sound goes to the chosen speaker where the browser lets one choose. */
export async function sendTo(player: HTMLMediaElement, speakerId: string): Promise<void> {
  const choosable = player as HTMLMediaElement & { setSinkId?: (id: string) => Promise<void> };
  await choosable.setSinkId?.(speakerId).catch(() => undefined);
}
