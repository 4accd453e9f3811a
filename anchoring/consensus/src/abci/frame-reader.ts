import { concatBytes, refusal } from '#primitives';

/** Bytes of a frame's length: 2^28 and more is beyond every limit here. */
const MAX_PREFIX_LENGTH = 4;
const FIRST_CAPACITY = 4096;

/**
 * Cuts what arrives into frames: the length as varint, then so many bytes (CometBFT's socket protocol). It holds what arrived
 * and is no frame yet, never what is only announced.
 */
export class FrameReader {
  #bytes = new Uint8Array(FIRST_CAPACITY);
  /** What is held lies from here … */
  #start = 0;
  /** … to here. */
  #end = 0;

  /** @param maxLength bytes of a frame, its length not counted */
  constructor(private readonly maxLength: number) {}

  /** @throws `frame_too_large`: the connection can't be read any further */
  *read(chunk: Uint8Array): Generator<Uint8Array, void> {
    this.#hold(chunk);
    for (let frame; (frame = this.#cut()) !== undefined;) yield frame;
  }

  /** @returns a copy, so that who keeps it may: the place is used again */
  #cut(): Uint8Array | undefined {
    const held = this.#bytes.subarray(this.#start, this.#end);
    const prefix = readPrefix(held);
    if (prefix === undefined) return undefined;
    if (prefix.value > this.maxLength) {
      throw refusal('frame_too_large', `A request is longer than ${this.maxLength} bytes.`);
    }
    const end = prefix.length + prefix.value;
    if (held.length < end) return undefined;
    this.#start += end;
    return held.slice(prefix.length, end);
  }

  /** The room doubles, so that a byte is moved a few times only, however what arrives is cut. */
  #hold(chunk: Uint8Array): void {
    const length = this.#end - this.#start;
    if (this.#end + chunk.length > this.#bytes.length) {
      let capacity = FIRST_CAPACITY;
      while (capacity < length + chunk.length) capacity *= 2;
      const larger = new Uint8Array(capacity);
      larger.set(this.#bytes.subarray(this.#start, this.#end));
      [this.#bytes, this.#start, this.#end] = [larger, 0, length];
    }
    this.#bytes.set(chunk, this.#end);
    this.#end += chunk.length;
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
