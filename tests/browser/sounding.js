// Runs before the page: the microphone becomes a quiet room, in which sounds are made on demand.
(() => {
  if (!navigator.mediaDevices) return;
  const RATE = 48000;
  const QUIET = 0.0003; // of full scale

  const context = new AudioContext({ sampleRate: RATE });
  const room = new GainNode(context);
  const hiss = new AudioBuffer({ length: 2 * RATE, sampleRate: RATE });
  const sample = () => (2 * Math.random() - 1) * QUIET;
  hiss.copyToChannel(Float32Array.from({ length: hiss.length }, sample), 0);
  repeat(hiss);

  let streams = [];
  let source = null;

  function repeat(buffer) {
    const made = new AudioBufferSourceNode(context, { buffer, loop: true });
    made.connect(room);
    made.start();
    return made;
  }

  function decode(pcm) {
    const bytes = Uint8Array.from(atob(pcm), (letter) => letter.charCodeAt(0));
    const samples = Float32Array.from(new Int16Array(bytes.buffer), (value) => value / 32768);
    const buffer = new AudioBuffer({ length: samples.length, sampleRate: RATE });
    buffer.copyToChannel(samples, 0);
    return buffer;
  }

  /** Make a sound over and over, 16-bit samples in base64. */
  window.sound = (pcm) => {
    window.silence();
    source = repeat(decode(pcm));
  };

  window.silence = () => {
    source?.stop();
    source = null;
  };

  /** The plug is pulled. */
  window.unplug = () => {
    for (const track of streams.flatMap((stream) => stream.getTracks())) {
      track.stop();
      track.dispatchEvent(new Event('ended'));
    }
    streams = [];
  };

  navigator.mediaDevices.getUserMedia = async () => {
    const destination = new MediaStreamAudioDestinationNode(context, { channelCount: 1 });
    room.connect(destination);
    streams.push(destination.stream);
    return destination.stream;
  };
})();
