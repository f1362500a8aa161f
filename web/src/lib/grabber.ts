import { FRAME_SIDE, JPEG_QUALITY } from './protocol';

/** The size of a frame with its long side at most FRAME_SIDE. */
export function frameSize(width: number, height: number): [number, number] {
  const scale = Math.min(1, FRAME_SIDE / Math.max(width, height));
  return [Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale))];
}

/**
 * Makes JPEGs of a picture, or of what a video shows; never mirrored.
 *
 * On the page's own thread: `convertToBlob` encodes beside it (1 ms of 4 is spent here, in Chromium
 * at 640 by 480), and sending frames to a worker first took as long.
 */
export class Grabber {
  #canvas: OffscreenCanvas | HTMLCanvasElement | null = null;

  async grab(picture: HTMLVideoElement | ImageBitmap): Promise<Uint8Array> {
    const [width, height] =
      'videoWidth' in picture
        ? frameSize(picture.videoWidth, picture.videoHeight)
        : frameSize(picture.width, picture.height);
    const canvas = this.#sized(width, height);
    const context = canvas.getContext('2d', { alpha: false }) as
      | OffscreenCanvasRenderingContext2D
      | CanvasRenderingContext2D
      | null;
    if (!context) throw new Error('This browser has no canvas.');
    context.drawImage(picture, 0, 0, width, height);
    return new Uint8Array(await (await toBlob(canvas)).arrayBuffer());
  }

  #sized(width: number, height: number): OffscreenCanvas | HTMLCanvasElement {
    if (!this.#canvas) {
      this.#canvas =
        typeof OffscreenCanvas === 'undefined'
          ? document.createElement('canvas')
          : new OffscreenCanvas(width, height);
    }
    if (this.#canvas.width !== width) this.#canvas.width = width;
    if (this.#canvas.height !== height) this.#canvas.height = height;
    return this.#canvas;
  }
}

function toBlob(canvas: OffscreenCanvas | HTMLCanvasElement): Promise<Blob> {
  if ('convertToBlob' in canvas) {
    return canvas.convertToBlob({ type: 'image/jpeg', quality: JPEG_QUALITY });
  }
  return new Promise((resolve, reject) => {
    const done = (blob: Blob | null) =>
      blob ? resolve(blob) : reject(new Error('The browser could not make a JPEG.'));
    canvas.toBlob(done, 'image/jpeg', JPEG_QUALITY);
  });
}
