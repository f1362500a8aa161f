import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { photoEyes, videoEyes } from './eyes';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('photoEyes', () => {
  it('says in a sentence that a file is no picture', async () => {
    vi.stubGlobal('createImageBitmap', () => Promise.reject(new Error('bad')));
    const file = new File(['x'], 'notes.txt');
    await expect(photoEyes(file)).rejects.toThrow('“notes.txt” can\'t be shown');
  });
});

describe('videoEyes', () => {
  it('looks at every new picture, and seldom at one that stands still', () => {
    const video = { videoWidth: 0, currentTime: 0 } as HTMLVideoElement;
    const callback = vi.fn();
    const stop = videoEyes(video).onFrame(callback);
    vi.advanceTimersByTime(1000);
    expect(callback).not.toHaveBeenCalled();

    Object.assign(video, { videoWidth: 640 });
    for (let i = 1; i <= 10; i += 1) {
      video.currentTime = i / 30;
      vi.advanceTimersByTime(34);
    }
    expect(callback.mock.calls.length).toBeGreaterThanOrEqual(10);

    callback.mockClear();
    vi.advanceTimersByTime(1000);
    expect(callback.mock.calls.length).toBeLessThanOrEqual(6);
    expect(callback).toHaveBeenCalled();

    stop();
    callback.mockClear();
    vi.advanceTimersByTime(1000);
    expect(callback).not.toHaveBeenCalled();
  });
});
