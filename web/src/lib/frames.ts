import { FRAME_VERSION, HEADER_BYTES, TAKE, WATCH } from './protocol';

const TAKE_BYTES = 16; // at the end of the header
const LETTERS = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** The only camera of a page, so far. */
export const STREAM = 0;

/** A frame as it goes over the socket; without a take it is only looked at. */
export function frameMessage(
  jpeg: Uint8Array,
  sequence: number,
  captured: number,
  take = '',
): Uint8Array<ArrayBuffer> {
  const message = new Uint8Array(HEADER_BYTES + jpeg.length);
  const header = new DataView(message.buffer, 0, HEADER_BYTES);
  header.setUint8(0, take ? TAKE : WATCH);
  header.setUint8(1, FRAME_VERSION);
  header.setUint16(2, STREAM, true);
  header.setUint32(4, sequence, true);
  header.setFloat64(8, captured, true);
  const id = new TextEncoder().encode(take.padEnd(TAKE_BYTES));
  message.set(id.subarray(0, TAKE_BYTES), HEADER_BYTES - TAKE_BYTES);
  message.set(jpeg, HEADER_BYTES);
  return message;
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
