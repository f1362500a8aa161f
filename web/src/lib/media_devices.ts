// Opening a camera or a microphone of this computer, and listing them.

export interface Device {
  id: string;
  label: string;
}

/** Ask for a device; one that was used last time and is not there today: any other will do. */
export async function openDevice(
  kind: 'audio' | 'video',
  wanted: MediaTrackConstraints,
  deviceId: string | null,
): Promise<MediaStream> {
  if (!navigator.mediaDevices) {
    throw Object.assign(new Error('no media devices'), { name: 'NoMediaDevices' });
  }
  const ask = (constraints: MediaTrackConstraints) =>
    navigator.mediaDevices.getUserMedia({ audio: false, video: false, [kind]: constraints });
  if (!deviceId) return ask(wanted);
  try {
    return await ask({ ...wanted, deviceId: { exact: deviceId } });
  } catch (error) {
    if (error instanceof Error && error.name === 'OverconstrainedError') return ask(wanted);
    throw error;
  }
}

/** The devices of a kind; one without a label is called by `name` and its place. */
export async function listDevices(kind: MediaDeviceKind, name: string): Promise<Device[]> {
  const devices = await navigator.mediaDevices.enumerateDevices();
  return devices
    .filter((device) => device.kind === kind)
    .map(({ deviceId: id, label }, index) => ({ id, label: label || `${name} ${index + 1}` }));
}

export function stopTracks(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}
