import { setTimeout as sleep } from 'node:timers/promises';
import { isCodedError, refusal } from '#primitives';
import type { DrillNetwork } from '../network/drill-network.js';
import { TransactionMaker, type RawTransaction } from './transaction-maker.js';

export interface BulkFigures {
  accepted: number;
  milliseconds: number;
  acceptedPerSecond: number;
}

/** Broadcasts that a node answers at a time. */
const AT_ONCE = 50;
const PAUSE_MILLISECONDS = 50;
/** Signed before the clock starts; an expiry lies at most 1,000 blocks ahead. */
const PORTION = 5000;
/** Less than a node's pool holds: one that fills up says of some that it took them, and drops them (CometBFT, `resCbFirstTime`). */
const MOST_WAITING = 2500;
/** After so long without another one in the log, what is not there is sent again. */
const RESEND_MILLISECONDS = 5000;
const PATIENCE_MILLISECONDS = 600_000;

/** Hands a node as many ledger transactions as it takes, and waits until all stand in its log. */
export async function loadInBulk(network: DrillNetwork, name: string, count: number): Promise<BulkFigures> {
  const { clock, random } = network.tools;
  const maker = new TransactionMaker(network.founding, { clock, random }, `b${Buffer.from(random(6)).toString('hex')}`);
  let milliseconds = 0;
  for (let done = 0; done < count; done += PORTION) {
    const { height } = await network.head(name);
    const portion: RawTransaction[] = [];
    while (portion.length < Math.min(PORTION, count - done)) portion.push(await maker.anchor(height));
    for (let missing: readonly RawTransaction[] = portion; missing.length > 0;) {
      const startedAt = clock();
      await sendAndWait(network, name, missing);
      milliseconds += clock() - startedAt;
      if (milliseconds > PATIENCE_MILLISECONDS) throw refusal('not_shown', `${missing.length} are not in the log.`);
      // Each is asked for, outside the clock.
      missing = await notInLog(network, name, missing);
    }
    for (const { id } of portion) network.accepted.add(id);
  }
  return { accepted: count, milliseconds, acceptedPerSecond: Math.round((count / milliseconds) * 1000) };
}

/** Until they seem to be in the log, or none comes for a while. */
async function sendAndWait(network: DrillNetwork, name: string, portion: readonly RawTransaction[]): Promise<void> {
  const { clock } = network.tools;
  const sizeOf = async () => (await network.head(name)).appState.size;
  const sizeBefore = await sizeOf();
  const progress = { sent: 0, inLog: 0 };
  const sending = broadcastAll(network, name, portion, progress);
  let isSent = false;
  void sending.then(
    () => (isSent = true),
    () => (isSent = true),
  );
  for (let [grewAt, size] = [clock(), sizeBefore]; ;) {
    const now = await sizeOf();
    if (now > size) [grewAt, size] = [clock(), now];
    // Blocks' ends are leaves too: a few more than are there. They wait in the order of their arrival, the last ones last.
    progress.inLog = size - sizeBefore;
    const isLastThere = async () => (await notInLog(network, name, portion.slice(-AT_ONCE))).length === 0;
    if (isSent && progress.inLog >= portion.length && (await isLastThere())) break;
    if (isSent && clock() - grewAt > RESEND_MILLISECONDS) break;
    await sleep(PAUSE_MILLISECONDS);
  }
  await sending;
}

async function broadcastAll(
  network: DrillNetwork,
  name: string,
  portion: readonly RawTransaction[],
  progress: { sent: number; inLog: number },
): Promise<void> {
  const { rpc } = network.node(name);
  const waiting = [...portion].reverse();
  const lanes = Array.from({ length: AT_ONCE }, async () => {
    for (let one; (one = waiting.pop()) !== undefined;) {
      while (progress.sent - progress.inLog >= MOST_WAITING) await sleep(PAUSE_MILLISECONDS);
      progress.sent++;
      try {
        const answer = await rpc.broadcast(one.bytes);
        if (answer.outcome === 'refused') throw refusal('not_accepted', `The ledger refused ${one.id}: ${answer.log}`);
      } catch (error) {
        if (!isCodedError(error) || error.fault !== 'outage') throw error;
        // The pool is full all the same: the next block makes room.
        progress.sent--;
        waiting.push(one);
        await sleep(PAUSE_MILLISECONDS);
      }
    }
  });
  await Promise.all(lanes);
}

/** Which of them have no place in the node's log. */
async function notInLog(
  network: DrillNetwork,
  name: string,
  portion: readonly RawTransaction[],
): Promise<RawTransaction[]> {
  const { rpc } = network.node(name);
  const waiting = [...portion];
  const missing: RawTransaction[] = [];
  const lanes = Array.from({ length: AT_ONCE }, async () => {
    for (let one; (one = waiting.pop()) !== undefined;) {
      const { code } = await rpc.query(`/place/${one.id}`, new Uint8Array());
      if (code !== 0) missing.push(one);
    }
  });
  await Promise.all(lanes);
  return missing;
}
