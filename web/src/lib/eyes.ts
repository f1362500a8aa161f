// What a session can look at instead of the camera: a photo or a video from a file.
import { Grabber } from './grabber';

export interface Eyes {
  /** Call back for every new frame, with when it was seen (ms, as performance.now()). */
  onFrame(callback: (captured: number) => void): () => void;
  /** The newest frame as JPEG. */
  grab(): Promise<Uint8Array>;
}

const LOOK_EVERY = 200; // ms; a photo stays the same, but the model and its controls may change

/** Look at a photo, again and again. Throws a sentence when the file is none. */
export async function photoEyes(file: File): Promise<Eyes> {
  let picture: ImageBitmap;
  try {
    picture = await createImageBitmap(file, { imageOrientation: 'from-image' });
  } catch {
    throw new Error(
      `“${file.name}” can't be shown as a photo or video here. Try a JPEG, PNG or MP4 file.`,
    );
  }
  const jpeg = await new Grabber().grab(picture);
  picture.close();
  return {
    grab: () => Promise.resolve(jpeg),
    onFrame(callback) {
      const look = () => callback(performance.now());
      look();
      const timer = setInterval(look, LOOK_EVERY);
      return () => clearInterval(timer);
    },
  };
}

/** Look at what a video element shows: at its own rate, and now and then while it stands still. */
export function videoEyes(video: HTMLVideoElement): Eyes {
  const grabber = new Grabber();
  return {
    grab: () => grabber.grab(video),
    onFrame(callback) {
      let shown = -1; // seconds into the video
      let looked = 0;
      const look = () => {
        const now = performance.now();
        if (video.videoWidth === 0) return;
        if (video.currentTime === shown && now < looked + LOOK_EVERY) return;
        shown = video.currentTime;
        looked = now;
        callback(now);
      };
      const timer = setInterval(look, 1000 / 30);
      return () => clearInterval(timer);
    },
  };
}
