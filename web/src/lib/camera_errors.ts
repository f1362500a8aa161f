export type CameraState = 'off' | 'starting' | 'on' | 'denied' | 'busy' | 'none' | 'failed';

export interface CameraProblem {
  state: CameraState;
  sentence: string;
}

const DROP = 'Or drop photos on a class instead.';

export const UNPLUGGED: CameraProblem = {
  state: 'none',
  sentence: `The camera was unplugged or taken away. Plug it in and try again. ${DROP}`,
};

/** What went wrong with the camera, and what a person can do about it. */
export function cameraProblem(error: unknown): CameraProblem {
  const name = error instanceof Error ? error.name : '';
  switch (name) {
    case 'NotAllowedError':
    case 'SecurityError':
      return {
        state: 'denied',
        sentence: `The browser may not use the camera. Allow it in the address bar (the camera \
sign), then try again. ${DROP}`,
      };
    case 'NotReadableError':
    case 'AbortError':
    case 'TrackStartError':
      return {
        state: 'busy',
        sentence: `Another program is using the camera. Close it (a video call, perhaps), then \
try again. ${DROP}`,
      };
    case 'NotFoundError':
    case 'DevicesNotFoundError':
    case 'OverconstrainedError':
      return {
        state: 'none',
        sentence: `No camera was found. Plug one in and try again. ${DROP}`,
      };
    case 'NoMediaDevices':
      return {
        state: 'failed',
        sentence: `The browser gives the camera only to pages of this computer. Open the studio at \
127.0.0.1 rather than by another name. ${DROP}`,
      };
    default:
      return {
        state: 'failed',
        sentence: `The camera did not start. Unplug it and plug it in again, or restart the \
browser, then try again. ${DROP}`,
      };
  }
}
