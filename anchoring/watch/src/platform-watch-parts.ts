import { setTimeout as sleep } from 'node:timers/promises';
import { systemClock } from '#primitives';
import { createNodeRpc } from '#anchoring/consensus';
import { readAtMost } from './read-at-most.js';
import type { WatchingParts } from './run-ledger-watch.js';

const TIMEOUT_MILLISECONDS = 30_000;
/** A thousand leaves of the greatest length, in Base 64. */
const MAX_ANSWER_BYTES = 256 * 1024 * 1024;

/** The network and the clock of this machine. */
export const platformWatchParts: Pick<WatchingParts, 'clock' | 'get' | 'post' | 'nodeAt' | 'wait'> = {
  clock: systemClock,
  async get(url) {
    const answer = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(TIMEOUT_MILLISECONDS) });
    return { status: answer.status, text: await readAtMost(answer, MAX_ANSWER_BYTES) };
  },
  async post(url, body) {
    const headers = { 'content-type': 'application/json' };
    const signal = AbortSignal.timeout(TIMEOUT_MILLISECONDS);
    const answer = await fetch(url, { method: 'POST', headers, body, redirect: 'error', signal });
    await answer.body?.cancel();
    return { status: answer.status };
  },
  nodeAt: (port) => ({ name: `the node at port ${port}`, voters: () => createNodeRpc({ port }).voters() }),
  wait: (milliseconds, stop) => sleep(milliseconds, undefined, { signal: stop }).catch(() => undefined),
};
