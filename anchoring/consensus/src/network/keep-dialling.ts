import { setTimeout as sleep } from 'node:timers/promises';
import { isCodedError } from '#primitives';
import type { NodeRpc } from './node-rpc.js';

export interface Dialling {
  rpc: Pick<NodeRpc, 'status' | 'peers'>;
  /** Identifiers of the listed peers. */
  peers: readonly string[];
  /** Has the engine start again, which dials every listed peer. */
  restart: (missing: readonly string[]) => Promise<void>;
  signal: AbortSignal;
  /** Between two looks at the node; 15 seconds where nothing is said. */
  lookMilliseconds?: number;
}

const LOOK_MILLISECONDS = 15_000;
/** Two and a half minutes: six heartbeats, and about as long as CometBFT dials a lost peer without longer pauses. */
const LOOKS_WITHOUT_BLOCK = 10;

/**
 * Has an engine dial again whom it gave up. CometBFT dials a lost peer twenty times in about two minutes, then after pauses that grow
 * threefold, up to sixteen hours, and then no more (p2p/switch.go, reconnectToPeer): after a partition of an hour, a ledger that
 * could go on would stand still for up to another hour. So where it stands still for long and listed peers are not connected, the
 * engine starts again. Nothing is lost by it: what it voted is in its log and its signer's state, and a ledger that stands still
 * waits for nobody else. A node that still fetches blocks or a snapshot from somebody is left alone.
 */
export async function keepDialling({ rpc, peers, restart, signal, ...times }: Dialling): Promise<void> {
  const pause = times.lookMilliseconds ?? LOOK_MILLISECONDS;
  let [height, looks] = [-1, 0];
  for (;;) {
    await sleep(pause, undefined, { signal, ref: false }).catch(() => undefined);
    if (signal.aborted) return;
    try {
      const status = await rpc.status();
      looks = status.height === height ? looks + 1 : 0;
      height = status.height;
      if (looks < LOOKS_WITHOUT_BLOCK) continue;
      looks = 0;
      const connected = new Set(await rpc.peers());
      if (status.isCatchingUp && connected.size > 0) continue;
      const missing = peers.filter((id) => !connected.has(id));
      if (missing.length > 0) await restart(missing);
    } catch (error) {
      // The engine is away: who supervises it starts it.
      if (!isCodedError(error) || error.fault !== 'outage') throw error;
    }
  }
}
