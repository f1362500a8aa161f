import { deviceProblem, unplugged, type DeviceProblem, type DeviceWords } from './device_errors';

const CAMERA: DeviceWords = {
  name: 'camera',
  rival: 'a video call, perhaps',
  instead: 'Or use photos or videos instead.',
};

export const UNPLUGGED = unplugged(CAMERA);

/** What went wrong with the camera, and what a person can do about it. */
export function cameraProblem(error: unknown): DeviceProblem {
  return deviceProblem(error, CAMERA);
}
