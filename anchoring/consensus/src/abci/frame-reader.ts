import { concatBytes, refusal } from '#primitives';

/** Bytes of a frame's length: 2^28 and more is beyond every limit here. */
const MAX_PREFIX_LENGTH = 4;

/** Cuts what arrives into frames: the length as varint, then so many bytes (CometBFT's socket protocol). */
export class FrameReader {
  #chunks: Uint8Array[] = [];
  #length = 0;
  /** Nothing new can be read before there are so many bytes. */
  #needed = 1;

  /** @param maxLength bytes of a frame, its length not counted */
  constructor(private readonly maxLength: number) {}

  /** @throws `frame_too_large`: the connection can't be read any further */
  *read(chunk: Uint8Array): Generator<Uint8Array, void> {
    this.#chunks.push(chunk);
    this.#length += chunk.length;
    while (this.#length >= this.#needed) {
      const [only = new Uint8Array(), ...more] = this.#chunks;
      const bytes = more.length === 0 ? only : concatBytes(only, ...more);
      const { frame, needed, rest } = this.#cut(bytes);
      this.#chunks = [rest];
      this.#length = rest.length;
      this.#needed = needed;
      if (frame !== undefined) yield frame;
    }
  }

  #cut(bytes: Uint8Array): { frame?: Uint8Array; needed: number; rest: Uint8Array } {
    const prefix = readPrefix(bytes);
    if (prefix === undefined) return { needed: bytes.length + 1, rest: bytes };
    if (prefix.value > this.maxLength) {
      throw refusal('frame_too_large', `A request is longer than ${this.maxLength} bytes.`);
    }
    const end = prefix.length + prefix.value;
    if (bytes.length < end) return { needed: end, rest: bytes };
    return { frame: bytes.subarray(prefix.length, end), needed: 1, rest: bytes.subarray(end) };
  }
}

/** The frame as it goes over the socket. */
export function writeFrame(message: Uint8Array): Uint8Array {
  const prefix: number[] = [];
  let rest = message.length;
  for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) prefix.push((rest % 0x80) | 0x80);
  return concatBytes(Uint8Array.of(...prefix, rest), message);
}

/** @returns `undefined` where the varint has not arrived whole */
function readPrefix(bytes: Uint8Array): { value: number; length: number } | undefined {
  let value = 0;
  for (let place = 0; place < MAX_PREFIX_LENGTH; place++) {
    const byte = bytes[place];
    if (byte === undefined) return undefined;
    value += (byte & 0x7f) * 2 ** (7 * place);
    if (byte < 0x80) return { value, length: place + 1 };
  }
  throw refusal('frame_too_large', "A request's length has too many bytes.");
}
