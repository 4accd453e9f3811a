import { describe, expect, it } from '@jest/globals';
import {
  compareBytes,
  decodeBase64,
  decodeBase64url,
  decodeHex,
  decodeUtf8,
  encodeBase64,
  encodeBase64url,
  encodeHex,
  encodeUtf8,
  equalBytes,
} from '#primitives';
import * as inBrowser from '../src/base64.browser.js';

const RFC_4648_SECTION_10 = {
  '': '',
  f: 'Zg==',
  fo: 'Zm8=',
  foo: 'Zm9v',
  foob: 'Zm9vYg==',
  fooba: 'Zm9vYmE=',
  foobar: 'Zm9vYmFy',
};

describe('bytes as text', () => {
  it('writes and reads Base 64 as RFC 4648 §10 does', () => {
    for (const [text, encoded] of Object.entries(RFC_4648_SECTION_10)) {
      expect(encodeBase64(encodeUtf8(text))).toBe(encoded);
      expect(decodeUtf8(decodeBase64(encoded))).toBe(text);
      expect(decodeUtf8(decodeBase64url(encoded.replace(/=+$/, '')))).toBe(text);
    }
  });

  it('carries every byte through base64url and hexadecimal, over more than one chunk', () => {
    const bytes = Uint8Array.from({ length: 70_000 }, (_, index) => index % 256);
    expect(equalBytes(decodeBase64url(encodeBase64url(bytes)), bytes)).toBe(true);
    expect(equalBytes(decodeHex(encodeHex(bytes)), bytes)).toBe(true);
  });

  it('reads and writes the same in a browser', () => {
    const bytes = Uint8Array.from({ length: 70_001 }, (_, index) => (index * 7) % 256);
    expect(inBrowser.writeBase64(bytes)).toBe(encodeBase64(bytes));
    expect(inBrowser.writeBase64url(bytes)).toBe(encodeBase64url(bytes));
    expect(equalBytes(inBrowser.readBase64(encodeBase64url(bytes)), bytes)).toBe(true);
  });

  it('refuses padding, foreign characters, impossible lengths and stray bits in base64url', () => {
    for (const text of ['Zg==', 'Zm9v+', 'Z', 'Zh', 'Zm 9v', 'Zm9v\n']) {
      expect(() => decodeBase64url(text)).toThrow(expect.objectContaining({ code: 'malformed_base64url' }));
    }
  });

  it('refuses Base 64 with stray bits or without padding', () => {
    for (const text of ['Zh==', 'Zg', 'Z===', 'Zg=v']) {
      expect(() => decodeBase64(text)).toThrow(expect.objectContaining({ code: 'malformed_base64' }));
    }
  });

  it('refuses bytes that are not UTF-8, and hexadecimal in capitals', () => {
    expect(() => decodeUtf8(Uint8Array.of(0xc3, 0x28))).toThrow(expect.objectContaining({ code: 'malformed_utf8' }));
    expect(() => decodeHex('AB')).toThrow(expect.objectContaining({ code: 'malformed_hex' }));
  });

  it('orders a prefix before what it begins', () => {
    const sorted = [Uint8Array.of(1, 2), Uint8Array.of(1), Uint8Array.of(0, 255), Uint8Array.of()].sort(compareBytes);
    expect(sorted.map((bytes) => [...bytes])).toEqual([[], [0, 255], [1], [1, 2]]);
  });
});
