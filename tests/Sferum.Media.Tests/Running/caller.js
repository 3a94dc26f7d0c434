// A participant's browser, as far as media goes. C# does the signalling.
(() => {
  const connections = {};

  const connect = (name, config) => {
    const connection = new RTCPeerConnection(config ?? {});
    connections[name] = connection;
    connection.gathered = [];
    connection.onicecandidate = ({ candidate }) => {
      if (candidate) connection.gathered.push(candidate.candidate);
      window.candidate(name, candidate && JSON.stringify(candidate));
    };
    connection.ontrack = ({ track }) => {
      const video = document.body.appendChild(document.createElement('video'));
      video.muted = true;
      video.autoplay = true;
      video.srcObject = new MediaStream([track]);
    };
    return connection;
  };

  const describe = async (connection) => {
    await connection.setLocalDescription();
    return connection.localDescription.sdp;
  };

  const received = async (name, mid) => {
    for (const report of (await connections[name].getStats()).values()) {
      if (report.type === 'inbound-rtp' && report.mid === mid) return report;
    }
    return { packetsReceived: 0, framesDecoded: 0 };
  };

  const microphone = (name) => connections[name].getSenders().find(sender => sender.track?.kind === 'audio');

  const step = () => new Promise(resolve => setTimeout(resolve, 50));

  window.caller = {
    // A sender. Sizes of a simulcast go from the largest to the smallest, as Janus numbers them.
    async offer(name, { kind, config, simulcast }) {
      const connection = connect(name, config);
      // Chromium makes three sizes of a picture only when it is large enough.
      const video = simulcast ? { width: 960, height: 540, frameRate: 10 } : { width: 640, height: 360, frameRate: 15 };
      const stream = kind === 'screen'
        ? await navigator.mediaDevices.getDisplayMedia({ video: true })
        : await navigator.mediaDevices.getUserMedia({ audio: true, video });
      for (const track of stream.getTracks()) {
        const sizes = [{ rid: 'h', maxBitrate: 300_000 }, { rid: 'm', scaleResolutionDownBy: 2, maxBitrate: 120_000 }, { rid: 'l', scaleResolutionDownBy: 4, maxBitrate: 60_000 }];
        const sendEncodings = simulcast && track.kind === 'video' ? sizes : undefined;
        const { sender } = connection.addTransceiver(track, { direction: 'sendonly', streams: [stream], sendEncodings });
        // A busy machine makes fewer pictures, not smaller ones.
        if (sendEncodings) await sender.setParameters({ ...sender.getParameters(), degradationPreference: 'maintain-resolution' });
      }
      return describe(connection);
    },
    accept: (name, sdp) => connections[name].setRemoteDescription({ type: 'answer', sdp }),
    async answer(name, sdp, config) {
      const connection = connections[name] ?? connect(name, config);
      await connection.setRemoteDescription({ type: 'offer', sdp });
      return describe(connection);
    },
    restart(name) {
      connections[name].restartIce();
      return describe(connections[name]);
    },
    close: (name) => connections[name].close(),
    // Each resolves when it is so; the tests' patience ends it when it never is.
    async decodes(name, mid) {
      const { framesDecoded } = await received(name, mid);
      while ((await received(name, mid)).framesDecoded < framesDecoded + 5) await step();
    },
    async hears(name, mid) {
      const { packetsReceived } = await received(name, mid);
      while ((await received(name, mid)).packetsReceived < packetsReceived + 20) await step();
    },
    // Nothing has come in for a while that brings ten frames or packets otherwise.
    async silent(name, mid) {
      for (let same = 0, before = -1; same < 12; await step()) {
        const { packetsReceived } = await received(name, mid);
        same = packetsReceived === before ? same + 1 : 0;
        before = packetsReceived;
      }
    },
    async width(name, mid, width) {
      while ((await received(name, mid)).frameWidth !== width) await step();
    },
    async state(name, states) {
      while (!states.split(',').includes(connections[name].connectionState)) await step();
    },
    // The microphone's sound becomes a tone, or nothing.
    async speak(name) {
      const sound = new AudioContext();
      const tone = sound.createOscillator();
      const out = sound.createMediaStreamDestination();
      tone.connect(out);
      tone.start();
      await microphone(name).replaceTrack(out.stream.getAudioTracks()[0]);
    },
    hush(name) {
      microphone(name).track.enabled = false;
    },
    // What was gathered, when all of it was.
    async candidates(name) {
      while (connections[name].iceGatheringState !== 'complete') await step();
      return connections[name].gathered;
    },
    async pair(name) {
      const stats = await connections[name].getStats();
      for (const report of stats.values()) {
        if (report.type === 'transport' && report.selectedCandidatePairId) {
          const pair = stats.get(report.selectedCandidatePairId);
          const local = stats.get(pair.localCandidateId);
          return `${local.candidateType} ${local.relayProtocol ?? local.protocol}`;
        }
      }
      return '';
    },
    credentials: (name) => /a=ice-ufrag:(\S+)/.exec(connections[name].localDescription.sdp)[1],
  };
})();
