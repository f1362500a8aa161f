import { deviceProblem, unplugged, type DeviceProblem, type DeviceWords } from './device_errors';

const MICROPHONE: DeviceWords = {
  name: 'microphone',
  rival: 'a call or a recorder, perhaps',
  instead: 'Or drop recordings on a class instead.',
};

export const MICROPHONE_UNPLUGGED = unplugged(MICROPHONE);

/** What went wrong with the microphone, and what a person can do about it. */
export function microphoneProblem(error: unknown): DeviceProblem {
  return deviceProblem(error, MICROPHONE);
}
