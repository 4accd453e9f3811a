import { decodeUtf8, encodeBase64url, isCodedError, refusal, type CodedError } from '#primitives';
import { CborSimple, CborTag, type CborKey, type CborValue } from './cbor-value.js';
import { floatFromHalf } from './half-float.js';
import { MAJOR } from './major-types.js';

export interface CborLimits {
  /** Octets. */
  maxLength: number;
  /** Arrays, maps and tags inside one another. */
  maxDepth: number;
  /** Data items altogether. */
  maxItems: number;
  /** Byte strings as keys of maps are read as their base64url text; without this they are refused. */
  readsByteKeys?: true;
}

/** What a peer may send where nothing tighter is said. */
export const DEFAULT_CBOR_LIMITS: CborLimits = { maxLength: 256 * 1024, maxDepth: 24, maxItems: 8192 };

const INDEFINITE = -1;
const BREAK = Symbol('break');

/**
 * Decodes one well-formed and valid data item that fills the octets (RFC 8949 §5.3), definite or indefinite, deterministic or
 * not. A key that stands twice is refused (§5.6): which of the two counts may not depend on who reads.
 * @throws `malformed_cbor`, `cbor_too_large`, `cbor_too_deep`, `cbor_too_many_items`, `cbor_duplicate_key`,
 *   `cbor_key_unsupported` (keys that are neither text nor integer)
 */
export function decodeCbor(bytes: Uint8Array, limits: CborLimits = DEFAULT_CBOR_LIMITS): CborValue {
  if (bytes.length > limits.maxLength) throw refusal('cbor_too_large', `The CBOR is longer than ${limits.maxLength}.`);
  return new CborReader(bytes, limits).readWhole();
}

class CborReader {
  private readonly view: DataView;
  private offset = 0;
  private depth = 0;
  private items = 0;

  constructor(
    private readonly bytes: Uint8Array,
    private readonly limits: CborLimits,
  ) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  readWhole(): CborValue {
    const value = this.readValue();
    if (this.offset !== this.bytes.length) throw malformed('octets after its end');
    return value;
  }

  private readValue(): CborValue {
    const value = this.readItem();
    if (value === BREAK) throw malformed('a break where an item belongs');
    return value;
  }

  private readItem(): CborValue | typeof BREAK {
    if (++this.items > this.limits.maxItems) {
      throw refusal('cbor_too_many_items', `The CBOR holds more than ${this.limits.maxItems} items.`);
    }
    const start = this.offset;
    const initial = this.next();
    const major = initial >> 5;
    const minor = initial & 0x1f;
    if (major === MAJOR.simple) return this.readSimple(minor);
    const argument = this.readArgument(major, minor);
    switch (major) {
      case MAJOR.unsigned:
        return argument;
      case MAJOR.negative:
        return typeof argument === 'number' && argument < Number.MAX_SAFE_INTEGER
          ? -1 - argument
          : -1n - BigInt(argument);
      case MAJOR.bytes:
        return argument === INDEFINITE ? this.readChunks(MAJOR.bytes) : this.take(argument);
      case MAJOR.text:
        return this.readText(argument === INDEFINITE ? this.readChunks(MAJOR.text) : this.take(argument));
      case MAJOR.array:
        return this.nested(() => this.readArray(argument));
      case MAJOR.map:
        return this.nested(() => this.readMap(argument));
      default: {
        if (typeof argument !== 'number') throw malformed('a tag out of bounds');
        const content = this.nested(() => this.readValue());
        return new CborTag(argument, content, this.bytes.subarray(start, this.offset));
      }
    }
  }

  private readArgument(major: number, minor: number): number | bigint {
    if (minor < 24) return minor;
    switch (minor) {
      case 24:
        return this.next();
      case 25:
        return this.view.getUint16(this.skip(2));
      case 26:
        return this.view.getUint32(this.skip(4));
      case 27: {
        const big = this.view.getBigUint64(this.skip(8));
        return big <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(big) : big;
      }
      case 31:
        if (major >= MAJOR.bytes && major <= MAJOR.map) return INDEFINITE;
        throw malformed('an indefinite length where there is none');
      default:
        throw malformed('a reserved length');
    }
  }

  private readSimple(minor: number): CborValue | typeof BREAK {
    switch (minor) {
      case 20:
        return false;
      case 21:
        return true;
      case 22:
        return null;
      case 23:
        return undefined;
      case 24: {
        const value = this.next();
        if (value < 32) throw malformed('a simple value in two octets that has one');
        return new CborSimple(value);
      }
      case 25:
        return floatFromHalf(this.view.getUint16(this.skip(2)));
      case 26:
        return this.view.getFloat32(this.skip(4));
      case 27:
        return this.view.getFloat64(this.skip(8));
      case 31:
        return BREAK;
      default:
        if (minor < 20) return new CborSimple(minor);
        throw malformed('a reserved simple value');
    }
  }

  private readArray(length: number | bigint): CborValue[] {
    const elements: CborValue[] = [];
    if (length === INDEFINITE) {
      for (let element = this.readItem(); element !== BREAK; element = this.readItem()) elements.push(element);
      return elements;
    }
    this.refuseBeyond(length, 1);
    for (let index = 0; index < length; index++) elements.push(this.readValue());
    return elements;
  }

  private readMap(size: number | bigint): Map<CborKey, CborValue> {
    const map = new Map<CborKey, CborValue>();
    if (size === INDEFINITE) {
      for (let key = this.readItem(); key !== BREAK; key = this.readItem()) this.addEntry(map, key);
      return map;
    }
    this.refuseBeyond(size, 2);
    for (let index = 0; index < size; index++) this.addEntry(map, this.readValue());
    return map;
  }

  private addEntry(map: Map<CborKey, CborValue>, read: CborValue): void {
    const isText = read instanceof Uint8Array && this.limits.readsByteKeys === true;
    const key = isText ? encodeBase64url(read) : read;
    const isKey =
      typeof key === 'string' || typeof key === 'bigint' || (typeof key === 'number' && Number.isInteger(key));
    if (!isKey) throw refusal('cbor_key_unsupported', 'A key of the CBOR is neither a text nor an integer.');
    if (map.has(key)) throw refusal('cbor_duplicate_key', 'A key stands twice in the CBOR.');
    map.set(key, this.readValue());
  }

  /** Chunks of a string of indefinite length: strings of its own kind, with lengths (RFC 8949 §3.2.3). */
  private readChunks(major: number): Uint8Array {
    const chunks: Uint8Array[] = [];
    let length = 0;
    for (let initial = this.next(); initial !== 0xff; initial = this.next()) {
      if (++this.items > this.limits.maxItems) {
        throw refusal('cbor_too_many_items', `The CBOR holds more than ${this.limits.maxItems} items.`);
      }
      const minor = initial & 0x1f;
      if (initial >> 5 !== major || minor === 31) throw malformed('a chunk of another kind');
      const chunk = this.take(this.readArgument(major, minor));
      if (major === MAJOR.text) this.readText(chunk);
      chunks.push(chunk);
      length += chunk.length;
    }
    const joined = new Uint8Array(length);
    let offset = 0;
    for (const chunk of chunks) {
      joined.set(chunk, offset);
      offset += chunk.length;
    }
    return joined;
  }

  private readText(bytes: Uint8Array): string {
    try {
      return decodeUtf8(bytes);
    } catch (cause) {
      if (!isCodedError(cause)) throw cause;
      throw malformed('a text that is not UTF-8');
    }
  }

  private nested<Read>(read: () => Read): Read {
    if (++this.depth > this.limits.maxDepth) {
      throw refusal('cbor_too_deep', `The CBOR nests deeper than ${this.limits.maxDepth}.`);
    }
    const value = read();
    this.depth--;
    return value;
  }

  /** A length that what is left cannot hold is refused before anything is made for it. */
  private refuseBeyond(count: number | bigint, octetsEach: number): asserts count is number {
    if (typeof count !== 'number' || count * octetsEach > this.bytes.length - this.offset) {
      throw malformed('a length beyond its end');
    }
  }

  private take(length: number | bigint): Uint8Array {
    this.refuseBeyond(length, 1);
    const start = this.skip(length);
    return this.bytes.subarray(start, start + length);
  }

  private skip(length: number): number {
    const start = this.offset;
    if (start + length > this.bytes.length) throw malformed('a cut item');
    this.offset = start + length;
    return start;
  }

  private next(): number {
    return this.bytes[this.skip(1)] as number;
  }
}

function malformed(what: string): CodedError {
  return refusal('malformed_cbor', `The CBOR holds ${what}.`);
}
