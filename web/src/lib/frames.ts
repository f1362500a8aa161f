import {
  FRAME_VERSION,
  HEADER_BYTES,
  TAKE,
  TAKE_SOUND,
  WATCH,
  WATCH_SOUND,
} from './protocol';

const TAKE_BYTES = 16; // at the end of the header
const LETTERS = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** The camera of a page, until it looks at something else, or its only microphone. */
export const STREAM = 0;

/** A picture as it goes over the socket; without a take it is only looked at. */
export function frameMessage(
  jpeg: Uint8Array,
  sequence: number,
  captured: number,
  take = '',
  stream = STREAM,
): Uint8Array<ArrayBuffer> {
  return message(take ? TAKE : WATCH, jpeg, sequence, captured, take, stream);
}

/** Sound as it goes over the socket, by the number of its first sample. */
export function blockMessage(
  samples: Int16Array,
  sequence: number,
  captured: number,
  take = '',
): Uint8Array<ArrayBuffer> {
  const pcm = new Uint8Array(samples.length * 2);
  const view = new DataView(pcm.buffer);
  samples.forEach((sample, index) => view.setInt16(2 * index, sample, true));
  return message(take ? TAKE_SOUND : WATCH_SOUND, pcm, sequence, captured, take);
}

function message(
  type: number,
  content: Uint8Array,
  sequence: number,
  captured: number,
  take: string,
  stream = STREAM,
): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(HEADER_BYTES + content.length);
  const header = new DataView(bytes.buffer, 0, HEADER_BYTES);
  header.setUint8(0, type);
  header.setUint8(1, FRAME_VERSION);
  header.setUint16(2, stream, true); // counts on from 0 after 2 ** 16 - 1
  header.setUint32(4, sequence, true); // counts on from 0 after 2 ** 32 - 1
  header.setFloat64(8, captured, true);
  const id = new TextEncoder().encode(take.padEnd(TAKE_BYTES));
  bytes.set(id.subarray(0, TAKE_BYTES), HEADER_BYTES - TAKE_BYTES);
  bytes.set(content, HEADER_BYTES);
  return bytes;
}

/** A new id for a take: 16 letters and digits, each as likely as the others. */
export function newTakeId(random: (bytes: Uint8Array<ArrayBuffer>) => void = fillRandom): string {
  const even = 256 - (256 % LETTERS.length); // bytes beyond would favour the first letters
  const bytes = new Uint8Array(TAKE_BYTES * 2);
  let id = '';
  while (id.length < TAKE_BYTES) {
    random(bytes);
    for (const byte of bytes) {
      if (byte < even && id.length < TAKE_BYTES) id += LETTERS.charAt(byte % LETTERS.length);
    }
  }
  return id;
}

function fillRandom(bytes: Uint8Array<ArrayBuffer>): void {
  crypto.getRandomValues(bytes);
}
