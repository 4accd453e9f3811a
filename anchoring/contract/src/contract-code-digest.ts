import { readdirSync, readFileSync } from 'node:fs';
import { canonicalJson, domainDigest, encodeBase64url, encodeUtf8, sha256, type Domain } from '#primitives';

const CONTRACT_CODE: Domain = 'incola:contract-code:1';

/**
 * SHA-256(`incola:contract-code:1` ‖ 0x00 ‖ JCS({path in the folder: SHA-256 of the file})) over the contract's code files as they
 * run, base64url: what the genesis names. Built code (`.js`) and its source differ, as do two compilers' outputs.
 * @param folder the contract's own folder unless given
 */
export function contractCodeDigest(folder: URL = new URL('.', import.meta.url)): string {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => name.replaceAll('\\', '/'));
  const files = names.filter((name) => /\.(?:js|ts)$/.test(name) && !name.endsWith('.d.ts'));
  const digests = files.map((name): [string, string] => [
    name,
    encodeBase64url(sha256(readFileSync(new URL(name, folder)))),
  ]);
  return encodeBase64url(domainDigest(CONTRACT_CODE, encodeUtf8(canonicalJson(Object.fromEntries(digests)))));
}
