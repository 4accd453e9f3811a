import type { Argon2Parameters } from '#holder';
import { encodeBase64url, outage, type RandomBytes } from '#primitives';
import { trustedScript } from '../trusted-scripts.js';
import workerUrl from './argon2.worker.ts?worker&url';
import { normalPassphrase } from './judge-passphrase.js';

export interface StretchOrder {
  passphrase: string;
  parameters: Argon2Parameters;
}
export type StretchAnswer = { done: number } | { secret: Uint8Array };

/** 64 MiB, three passes: RFC 9106 §4's second choice, in one lane, since a page has one thread for it. */
export function newArgon2Parameters(random: RandomBytes): Argon2Parameters {
  return { memoryKib: 65_536, passes: 3, salt: encodeBase64url(random(16)) };
}

/**
 * Makes an unlock secret of a passphrase, in a worker.
 * @param onProgress from 0 to 1
 * @throws `stretching_failed` (outage): the device has not enough memory
 */
export function stretchPassphrase(
  passphrase: string,
  parameters: Argon2Parameters,
  onProgress: (done: number) => void,
): Promise<Uint8Array> {
  const worker = new Worker(trustedScript(workerUrl), { type: 'module' });
  return new Promise<Uint8Array>((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<StretchAnswer>) => {
      if ('secret' in data) resolve(data.secret);
      else onProgress(data.done);
    };
    worker.onerror = () =>
      reject(outage('stretching_failed', 'The passphrase could not be worked on; close other programs and try again.'));
    const order: StretchOrder = { passphrase: normalPassphrase(passphrase), parameters };
    worker.postMessage(order);
  }).finally(() => worker.terminate());
}
