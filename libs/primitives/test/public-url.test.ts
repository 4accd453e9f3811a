import { describe, expect, it } from '@jest/globals';
import { domainDigest, encodeHex, parsePublicUrl, sha256 } from '#primitives';
import { sha256 as sha256InBrowser } from '../src/sha256.browser.js';

describe('the URL rule', () => {
  it('accepts https anywhere and http on a loopback host', () => {
    for (const url of [
      'https://bank.example/a?b=c',
      'http://localhost:4001',
      'http://127.0.0.1:1/x',
      'http://[::1]:9/',
    ]) {
      expect(parsePublicUrl(url).href.startsWith(url)).toBe(true);
    }
  });

  it('refuses http elsewhere, other schemes, credentials and fragments', () => {
    const insecure = [
      'http://bank.example',
      'http://localhost.evil.example',
      'http://127.0.0.1.evil.example',
      'ftp://localhost',
      'javascript:alert(1)',
    ];
    for (const url of insecure)
      expect(() => parsePublicUrl(url)).toThrow(expect.objectContaining({ code: 'insecure_url' }));
    const malformed = [
      'https://user@bank.example',
      'https://bank.example/#x',
      'bank',
      '',
      `https://bank.example/${'a'.repeat(3000)}`,
    ];
    for (const url of malformed)
      expect(() => parsePublicUrl(url)).toThrow(expect.objectContaining({ code: 'malformed_url' }));
  });
});

describe('digests', () => {
  it('gives the digest of FIPS 180-4 for "abc", the same in browser and Node', () => {
    const abc = new TextEncoder().encode('abc');
    expect(encodeHex(sha256(abc))).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
    expect(encodeHex(sha256InBrowser(abc.subarray(0, 1), abc.subarray(1)))).toBe(encodeHex(sha256(abc)));
  });

  it('separates domains, and refuses a domain of another form', () => {
    const part = new Uint8Array(32);
    expect(encodeHex(domainDigest('incola:notice:1', part))).not.toBe(encodeHex(domainDigest('incola:notice:2', part)));
    expect(() => domainDigest('incola:Notice:1', part)).toThrow(expect.objectContaining({ fault: 'bug' }));
  });
});
