import { setTimeout as sleep } from 'node:timers/promises';
import { isCodedError, refusal } from '#primitives';
import type { DrillNetwork } from '../network/drill-network.js';
import { waitUntil } from '../wait-until.js';
import { TransactionMaker, type RawTransaction } from './transaction-maker.js';

export interface BulkFigures {
  accepted: number;
  milliseconds: number;
  acceptedPerSecond: number;
}

/** Broadcasts that a node answers at a time. */
const AT_ONCE = 50;
/** Half a block's time: a full node that is asked more often only answers more often that it is full. */
const PAUSE_MILLISECONDS = 250;
/** Signed before the clock starts; an expiry lies at most 1,000 blocks ahead. */
const PORTION = 5000;

/** Hands a node as many ledger transactions as it takes, and waits until all stand in its log. */
export async function loadInBulk(network: DrillNetwork, name: string, count: number): Promise<BulkFigures> {
  const { clock, random } = network.tools;
  const maker = new TransactionMaker(network.founding, { clock, random }, `b${Buffer.from(random(6)).toString('hex')}`);
  let milliseconds = 0;
  for (let done = 0; done < count; done += PORTION) {
    const { height, appState } = await network.head(name);
    const portion: RawTransaction[] = [];
    while (portion.length < Math.min(PORTION, count - done)) portion.push(await maker.anchor(height));
    const startedAt = clock();
    await broadcastAll(network, name, portion);
    const last = portion.at(-1)?.id ?? '';
    await waitUntil(async () => ((await isWaiting(network, name, portion, appState.size)) ? undefined : true), {
      clock,
      patienceMilliseconds: 600_000,
      what: `${last} and all before it in the log`,
    });
    milliseconds += clock() - startedAt;
    for (const { id } of portion) network.accepted.add(id);
  }
  return { accepted: count, milliseconds, acceptedPerSecond: Math.round((count / milliseconds) * 1000) };
}

async function broadcastAll(network: DrillNetwork, name: string, portion: readonly RawTransaction[]): Promise<void> {
  const { rpc } = network.node(name);
  const waiting = [...portion].reverse();
  const lanes = Array.from({ length: AT_ONCE }, async () => {
    for (let one; (one = waiting.pop()) !== undefined;) {
      try {
        const answer = await rpc.broadcast(one.bytes);
        if (answer.outcome === 'refused') throw refusal('not_accepted', `The ledger refused ${one.id}: ${answer.log}`);
      } catch (error) {
        if (!isCodedError(error) || error.fault !== 'outage') throw error;
        // The mempool is full: the next block makes room.
        waiting.push(one);
        await sleep(PAUSE_MILLISECONDS);
      }
    }
  });
  await Promise.all(lanes);
}

/** Blocks' ends are leaves too: only the count of leaves since is cheap to ask for, and each id is checked after the case. */
async function isWaiting(
  network: DrillNetwork,
  name: string,
  portion: readonly RawTransaction[],
  sizeBefore: number,
): Promise<boolean> {
  const { appState } = await network.head(name);
  if (appState.size - sizeBefore < portion.length) return true;
  const { rpc } = network.node(name);
  // They wait in the order of their arrival, so that the last lanes' are the last in the log.
  const tail = portion.slice(-AT_ONCE);
  const places = await Promise.all(tail.map(({ id }) => rpc.query(`/place/${id}`, new Uint8Array())));
  return places.some(({ code }) => code !== 0);
}
