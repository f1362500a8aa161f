import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { listDevices, openDevice, stopTracks } from './media_devices';

const WANTED = { echoCancellation: false };
const ANY = { audio: WANTED, video: false };
const THAT = { audio: { ...WANTED, deviceId: { exact: 'usb' } }, video: false };

const stream = {} as MediaStream;
const getUserMedia = vi.fn<(constraints: MediaStreamConstraints) => Promise<MediaStream>>();
const enumerateDevices = vi.fn<() => Promise<Partial<MediaDeviceInfo>[]>>();

const named = (name: string) => Object.assign(new Error(), { name });

beforeEach(() => {
  getUserMedia.mockReset().mockResolvedValue(stream);
  vi.stubGlobal('navigator', { mediaDevices: { getUserMedia, enumerateDevices } });
});

afterEach(() => {
  vi.unstubAllGlobals();
});

test('without a choice any device of the kind is asked for, and none of the other', async () => {
  expect(await openDevice('audio', WANTED, null)).toBe(stream);
  expect(getUserMedia.mock.calls).toEqual([[ANY]]);
});

test('the chosen device is asked for', async () => {
  await openDevice('audio', WANTED, 'usb');
  expect(getUserMedia.mock.calls).toEqual([[THAT]]);
});

test('a chosen device that is not there today is replaced by any other', async () => {
  getUserMedia.mockRejectedValueOnce(named('OverconstrainedError'));
  expect(await openDevice('audio', WANTED, 'usb')).toBe(stream);
  expect(getUserMedia.mock.calls).toEqual([[THAT], [ANY]]);
});

test('whoever says no to the chosen device is not asked for another', async () => {
  getUserMedia.mockRejectedValueOnce(named('NotAllowedError'));
  await expect(openDevice('audio', WANTED, 'usb')).rejects.toThrow(
    expect.objectContaining({ name: 'NotAllowedError' }),
  );
  expect(getUserMedia).toHaveBeenCalledOnce();
});

test('a browser that gives no devices to this page says so', async () => {
  vi.stubGlobal('navigator', {});
  await expect(openDevice('video', {}, null)).rejects.toThrow(
    expect.objectContaining({ name: 'NoMediaDevices' }),
  );
});

test('devices of the kind are listed, each with a name', async () => {
  enumerateDevices.mockResolvedValue([
    { kind: 'videoinput', deviceId: 'cam', label: 'Cam' },
    { kind: 'audioinput', deviceId: 'usb', label: 'USB' },
    { kind: 'audioinput', deviceId: 'b', label: '' },
  ]);
  expect(await listDevices('audioinput', 'Microphone')).toEqual([
    { id: 'usb', label: 'USB' },
    { id: 'b', label: 'Microphone 2' },
  ]);
});

test('all tracks of a stream are stopped', () => {
  const tracks = [{ stop: vi.fn() }, { stop: vi.fn() }];
  stopTracks({ getTracks: () => tracks } as unknown as MediaStream);
  for (const track of tracks) expect(track.stop).toHaveBeenCalledOnce();
});
