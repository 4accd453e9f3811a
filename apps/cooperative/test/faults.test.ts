import { expect, test } from '@jest/globals';
import { join } from 'node:path';
import { openEmbeddedLedger, type LedgerStorage } from '#anchoring/embedded';
import type { SubmissionOutcome } from '#ledger';
import { isCodedError, platformRandom, systemClock } from '#primitives';
import { openDataStore } from '../src/adapters/typeorm/open-data-store.js';
import { openKeyStore } from '../src/adapters/typeorm/open-key-store.js';
import { openLedgerSigners, type LedgerSigners } from '../src/founding/note-keys.js';
import { foundInFolder, type FoundedCooperative } from './founded-cooperative.js';

const clock = () => Date.now();

/** The statement at which the database stops; everything after it fails too, as when the process is gone. */
interface Stop {
  side: 'before' | 'after';
  statement: number;
}

/** Founded once; each case has a database of its own. */
interface Case {
  founded: FoundedCooperative;
  signers: LedgerSigners;
  databaseUrl: string;
}

async function openStopping({ founded, signers, databaseUrl }: Case, stop?: Stop) {
  let armed = false;
  let count = 0;
  let stopped = false;
  const halt = (side: Stop['side']) => () => {
    if (!armed) return;
    if (side === 'before') count++;
    stopped ||= stop?.side === side && count === stop.statement;
    if (stopped) throw new Error('stopped');
  };
  const store = await openDataStore(databaseUrl, { beforeStatement: halt('before'), afterStatement: halt('after') });
  const storage: LedgerStorage = store.ledgerStorage;
  const { genesis } = founded.trustFile;
  const ledger = await openEmbeddedLedger({ genesis, storage, signers, clock, report: () => undefined });
  armed = true;
  return {
    send(place: number): Promise<SubmissionOutcome> {
      const ledgerTransaction = founded.founding[place];
      if (!ledgerTransaction) throw new Error('no such founding transaction');
      return ledger.submit(ledgerTransaction);
    },
    statements: () => count,
    async close() {
      await ledger.close();
      await store.database.close();
    },
  };
}

test('a ledger transaction is accepted wholly or not at all, at whichever statement the database stops', async () => {
  const founded = await foundInFolder(clock);
  const keyStore = await openKeyStore(founded.config, { clock: systemClock, random: platformRandom });
  const signers = await openLedgerSigners(founded.trustFile.genesis, keyStore.noteKeys);
  const withDatabase = (name: string): Case => ({
    founded,
    signers,
    databaseUrl: `sqlite:${join(founded.config.dataFolder, `${name}.sqlite`)}`,
  });
  const counting = await openStopping(withDatabase('counting'));
  expect(await counting.send(0)).toMatchObject({ outcome: 'accepted' });
  const statements = counting.statements();
  await counting.close();
  expect(statements).toBeGreaterThan(5);

  for (const side of ['before', 'after'] as const) {
    for (let statement = 1; statement <= statements; statement++) {
      await stopAndGoOn(withDatabase(`${side}-${statement}`), { side, statement });
    }
  }
  await keyStore.close();
  await founded.close();
}, 120_000);

async function stopAndGoOn(fresh: Case, stop: Stop): Promise<void> {
  const stopping = await openStopping(fresh, stop);
  const first = await stopping.send(0).catch((error: unknown) => error);
  if (isCodedError(first)) expect(first).toMatchObject({ code: 'ledger_unavailable', fault: 'outage' });
  else expect(first).toMatchObject({ outcome: 'accepted' });
  await stopping.close();

  const reopened = await openStopping(fresh);
  const again = await reopened.send(0);
  expect(['accepted', 'duplicate']).toContain(again.outcome);
  expect(again).toMatchObject({ height: 1 });
  if (!isCodedError(first)) expect(again.outcome).toBe('duplicate');
  expect(await reopened.send(1)).toMatchObject({ outcome: 'accepted', height: 2 });
  await reopened.close();
}
