// Why a camera or a microphone can't be used, and what a person can do about it.

export type DeviceState = 'off' | 'starting' | 'on' | 'denied' | 'busy' | 'none' | 'failed';

export interface DeviceProblem {
  state: DeviceState;
  sentence: string;
}

/** What to say of one kind of device. */
export interface DeviceWords {
  /** "camera", "microphone" */
  name: string;
  /** Who may be using it. */
  rival: string;
  /** What works without it. */
  instead: string;
}

/** What went wrong with a device when it was switched on. */
export function deviceProblem(error: unknown, words: DeviceWords): DeviceProblem {
  const { name, rival, instead } = words;
  switch (error instanceof Error ? error.name : '') {
    case 'NotAllowedError':
    case 'SecurityError':
      return {
        state: 'denied',
        sentence: `The browser may not use the ${name}. Allow it in the address bar (the ${name} \
sign), then try again. ${instead}`,
      };
    case 'NotReadableError':
    case 'AbortError':
    case 'TrackStartError':
      return {
        state: 'busy',
        sentence: `Another program is using the ${name}. Close it (${rival}), then try again. \
${instead}`,
      };
    case 'NotFoundError':
    case 'DevicesNotFoundError':
    case 'OverconstrainedError':
      return {
        state: 'none',
        sentence: `No ${name} was found. Plug one in and try again. ${instead}`,
      };
    case 'NoMediaDevices':
      return {
        state: 'failed',
        sentence: `The browser gives the ${name} only to pages of this computer. Open the studio \
at 127.0.0.1 rather than by another name. ${instead}`,
      };
    default:
      return {
        state: 'failed',
        sentence: `The ${name} did not start. Unplug it and plug it in again, or restart the \
browser, then try again. ${instead}`,
      };
  }
}

/** What to say when a device goes away while it is on. */
export function unplugged({ name, instead }: DeviceWords): DeviceProblem {
  return {
    state: 'none',
    sentence: `The ${name} was unplugged or taken away. Plug it in and try again. ${instead}`,
  };
}
