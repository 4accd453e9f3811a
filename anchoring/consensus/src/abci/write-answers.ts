import { encodeUtf8 } from '#primitives';
import type { QueryAnswer } from '../application/index.js';
import type { Response } from './engine-messages.js';

/** What a transaction's or an answer's `code` says; the ledger's own code stands beside it, unless it is accepted. */
export const ACCEPTED = 0;
export const REFUSED = 1;

export const CODESPACE = 'incola';

/** Of the application's protocol in block headers; it never changes while a network lives. */
const APP_VERSION = 1n;

/** Where the application stands: the engine has the blocks after it executed again. */
export function writeInfo({ height, appHash }: { height: number; appHash: Uint8Array }): Response {
  return {
    info: {
      data: 'incola',
      version: '',
      appVersion: APP_VERSION,
      lastBlockHeight: BigInt(height),
      lastBlockAppHash: appHash,
    },
  };
}

export function writeQueryAnswer(path: string, answer: QueryAnswer): Response {
  const isFound = answer.answer === 'found';
  return {
    query: {
      code: isFound ? ACCEPTED : REFUSED,
      log: isFound ? '' : answer.reason,
      info: isFound ? '' : answer.code,
      index: 0n,
      key: encodeUtf8(path),
      value: isFound ? answer.value : new Uint8Array(),
      height: BigInt(answer.height),
      codespace: CODESPACE,
    },
  };
}
