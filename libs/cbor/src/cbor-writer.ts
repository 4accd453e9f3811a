import { assertOurs, encodeUtf8 } from '#primitives';
import { halfFromFloat } from './half-float.js';
import { MAJOR } from './major-types.js';

/** What is kept for the next time. */
const KEPT_LENGTH = 16 * 1024;

/** Octets as they are written; grows by doubling. */
export class CborWriter {
  private bytes = new Uint8Array(1024);
  private view = new DataView(this.bytes.buffer);
  private length = 0;

  /** A copy of what was written; the writer is empty again. */
  take(): Uint8Array {
    const written = this.bytes.slice(0, this.length);
    this.length = 0;
    if (this.bytes.length > KEPT_LENGTH) this.resize(KEPT_LENGTH);
    return written;
  }

  byte(value: number): void {
    this.makeRoom(1);
    this.bytes[this.length++] = value;
  }

  raw(bytes: Uint8Array): void {
    this.makeRoom(bytes.length);
    this.bytes.set(bytes, this.length);
    this.length += bytes.length;
  }

  text(text: string): void {
    if (!isAscii(text)) {
      assertOurs(text.isWellFormed(), 'a text of ours is UTF-8');
      const bytes = encodeUtf8(text);
      this.head(MAJOR.text, bytes.length);
      return this.raw(bytes);
    }
    this.head(MAJOR.text, text.length);
    this.makeRoom(text.length);
    for (let index = 0; index < text.length; index++) this.bytes[this.length++] = text.charCodeAt(index);
  }

  /** Initial octet and argument in the shortest form (RFC 8949 §4.2.1). @param argument a safe integer, not negative */
  head(major: number, argument: number): void {
    this.makeRoom(9);
    const initial = major << 5;
    if (argument < 24) this.bytes[this.length++] = initial | argument;
    else if (argument < 0x100) {
      this.bytes[this.length++] = initial | 24;
      this.bytes[this.length++] = argument;
    } else if (argument < 0x10000) {
      this.bytes[this.length++] = initial | 25;
      this.view.setUint16(this.length, argument);
      this.length += 2;
    } else if (argument < 0x100000000) {
      this.bytes[this.length++] = initial | 26;
      this.view.setUint32(this.length, argument);
      this.length += 4;
    } else this.bigHead(major, BigInt(argument));
  }

  bigHead(major: number, argument: bigint): void {
    if (argument < 0x100000000n) return this.head(major, Number(argument));
    this.makeRoom(9);
    this.bytes[this.length++] = (major << 5) | 27;
    this.view.setBigUint64(this.length, argument);
    this.length += 8;
  }

  /** The shortest of the three floats that keeps the value; there is one NaN (RFC 8949 §4.2.2). */
  float(value: number): void {
    this.makeRoom(9);
    if (Number.isNaN(value) || Math.fround(value) === value) {
      const half = halfFromFloat(value);
      this.bytes[this.length++] = half === undefined ? 0xfa : 0xf9;
      if (half === undefined) this.view.setFloat32(this.length, value);
      else this.view.setUint16(this.length, half);
      this.length += half === undefined ? 4 : 2;
    } else {
      this.bytes[this.length++] = 0xfb;
      this.view.setFloat64(this.length, value);
      this.length += 8;
    }
  }

  private makeRoom(more: number): void {
    if (this.length + more <= this.bytes.length) return;
    const written = this.bytes.subarray(0, this.length);
    this.resize(Math.max(this.bytes.length * 2, this.length + more));
    this.bytes.set(written);
  }

  private resize(length: number): void {
    this.bytes = new Uint8Array(length);
    this.view = new DataView(this.bytes.buffer);
  }
}

export function isAscii(text: string): boolean {
  for (let index = 0; index < text.length; index++) if (text.charCodeAt(index) > 0x7f) return false;
  return true;
}
