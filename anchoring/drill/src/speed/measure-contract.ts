import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import type { Drill } from '../drill.js';
import { TransactionMaker } from '../load/transaction-maker.js';
import { requireShown } from '../require-shown.js';
import { SingleApplication } from './single-application.js';

/** Ledger transactions per second, each block a durable commit, without any engine. */
export interface ContractSpeed {
  onePerBlock: number;
  hundredPerBlock: number;
}

const COUNTS = { short: { one: 500, hundred: 2000 }, full: { one: 3000, hundred: 20_000 } };
/** An expiry lies at most 1,000 blocks ahead: no more are signed in advance. */
const SIGNED_AHEAD = 500;

/** The ledger's application in this process: contract, log and storage, with nobody to agree with. */
export async function measureContract({ tools, scale }: Pick<Drill, 'tools' | 'scale'>): Promise<ContractSpeed> {
  const ledger = await SingleApplication.found(join(tools.folder, 'contract'), tools);
  try {
    const maker = new TransactionMaker(ledger.founding, tools, 'contract');
    await ledger.decide([(await maker.registerVerifier(0)).bytes]);
    const counts = COUNTS[scale];
    const onePerBlock = await measure(maker, ledger, counts.one, 1);
    return { onePerBlock, hundredPerBlock: await measure(maker, ledger, counts.hundred, 100) };
  } finally {
    await ledger.close();
  }
}

async function measure(
  maker: TransactionMaker,
  ledger: SingleApplication,
  count: number,
  perBlock: number,
): Promise<number> {
  let milliseconds = 0;
  for (let done = 0; done < count;) {
    const signed: Uint8Array[] = [];
    while (signed.length < Math.min(SIGNED_AHEAD, count - done)) signed.push((await maker.anchor(ledger.height)).bytes);
    const startedAt = performance.now();
    for (let from = 0; from < signed.length; from += perBlock) {
      const { outcomes } = await ledger.decide(signed.slice(from, from + perBlock));
      const areAccepted = outcomes.every(({ outcome }) => outcome === 'accepted');
      requireShown(areAccepted, 'The contract refused a ledger transaction.');
    }
    milliseconds += performance.now() - startedAt;
    done += signed.length;
  }
  return Math.round((count / milliseconds) * 1000);
}
