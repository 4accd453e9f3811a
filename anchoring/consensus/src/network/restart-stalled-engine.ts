import { setTimeout as sleep } from 'node:timers/promises';
import { isCodedError } from '#primitives';
import type { NodeRpc } from './node-rpc.js';

export interface EngineToWatch {
  rpc: Pick<NodeRpc, 'status' | 'peers'>;
  /** Has the engine start again. @param connected how many peers it has */
  restart: (connected: number) => Promise<void>;
  signal: AbortSignal;
  /** Between two looks at the node; 15 seconds where nothing is said. */
  lookMilliseconds?: number;
}

const LOOK_MILLISECONDS = 15_000;
/** Two and a half minutes: six heartbeats, and about as long as CometBFT dials a lost peer without longer pauses. */
const LOOKS_WITHOUT_BLOCK = 10;

/**
 * Starts an engine again that stands still for long, for two reasons that only a start mends:
 * - CometBFT dials a lost peer twenty times in about two minutes, then after pauses that grow threefold up to sixteen hours, and
 *   then no more (p2p/switch.go, reconnectToPeer). After a partition of an hour, a ledger that could go on would stand still for up
 *   to another hour. An engine that starts dials every listed peer.
 * - Where its consensus ends (a full disk, a block of the future after its clock was wrong), its process stays up and its RPC
 *   answers (consensus/state.go, receiveRoutine).
 *
 * Nothing is lost by it where the whole ledger stands still: what was voted is in the engine's log and its signer's state. A node
 * that still fetches blocks or a snapshot from somebody is left alone.
 */
export async function restartStalledEngine({ rpc, restart, signal, ...times }: EngineToWatch): Promise<void> {
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
      const { length: connected } = await rpc.peers();
      if (!status.isCatchingUp || connected === 0) await restart(connected);
    } catch (error) {
      // The engine is away: who supervises it starts it.
      if (!isCodedError(error) || error.fault !== 'outage') throw error;
    }
  }
}
