import { argon2id } from '@noble/hashes/argon2.js';
import { decodeBase64url, encodeUtf8 } from '#primitives';
import type { StretchAnswer, StretchOrder } from './stretch-passphrase.js';

/** The part of a worker's global scope that is used here. */
const scope = globalThis as unknown as {
  onmessage: ((event: { data: StretchOrder }) => void) | null;
  postMessage(answer: StretchAnswer, transfer?: ArrayBuffer[]): void;
};

/** Argon2id in a thread of its own, so that the page stays alive; one order, then the page ends us. */
scope.onmessage = ({ data: { passphrase, parameters } }) => {
  let last = 0;
  const secret = argon2id(encodeUtf8(passphrase), decodeBase64url(parameters.salt), {
    m: parameters.memoryKib,
    t: parameters.passes,
    p: 1,
    dkLen: 32,
    onProgress: (done) => {
      if (done - last < 0.02) return;
      last = done;
      scope.postMessage({ done });
    },
  }) as Uint8Array<ArrayBuffer>;
  scope.postMessage({ secret }, [secret.buffer]);
};
