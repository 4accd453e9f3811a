import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { genesisDigest, COSIGNATURE, NOTE_SIGNATURE, type College } from '#ledger';
import { secondsOf } from '#primitives';
import { foundDevelopmentLedger } from '#anchoring/consensus';
import { createNoteKey, openEmbeddedLedger, openNoteSigner, SqliteLedgerStorage } from '#anchoring/embedded';
import type { Drill } from '../drill.js';
import { TransactionMaker } from '../load/transaction-maker.js';
import type { Acceptance } from '../load/steady-load.js';
import { LEVELS, measureLevel, type LevelFigures, type MeasuredLoad } from './measure-levels.js';
import { LEVEL_TIMES } from './measure-network.js';

/** The embedded engine, one process with three cosigners that each execute again, under the same load on the same machine. */
export async function measureEmbedded({ tools, scale }: Drill): Promise<LevelFigures[]> {
  const { clock: wallClock, random, folder } = tools;
  const { founding, founderKeys } = foundDevelopmentLedger(secondsOf(wallClock) - 60, random);
  const log = createNoteKey(founding.origin, NOTE_SIGNATURE, random);
  const cosigners = founding.cosigners.map(({ college }) => ({
    college,
    key: createNoteKey(`${founding.origin}/${college}`, COSIGNATURE, random),
  }));
  const genesis = {
    ...founding,
    logVerifierKey: log.verifierKey,
    cosigners: cosigners.map(({ college, key }) => ({ college, verifierKey: key.verifierKey })),
  };
  const signers = {
    log: openNoteSigner(log),
    cosigners: Object.fromEntries(cosigners.map(({ college, key }) => [college, openNoteSigner(key)])) as Record<
      College,
      ReturnType<typeof openNoteSigner>
    >,
  };
  const file = join(folder, 'embedded.sqlite');
  const storage = new SqliteLedgerStorage(file);
  const ledger = await openEmbeddedLedger({ genesis, storage, signers, clock: wallClock, report: () => undefined });
  const maker = new TransactionMaker({ genesis, genesisId: genesisDigest(genesis), founderKeys }, tools, 'embedded');
  try {
    await ledger.submit((await maker.registerVerifier(0)).ledgerTransaction);
    const clock = () => performance.now();
    const levels: LevelFigures[] = [];
    for (const inFlight of LEVELS) {
      const start = async () =>
        startLoad(inFlight, async () => {
          const { ledgerTransaction } = await maker.anchor((await ledger.head()).height);
          return () => ledger.submit(ledgerTransaction);
        });
      levels.push(await measureLevel(inFlight, start, { clock, ...LEVEL_TIMES[scale] }));
    }
    return levels;
  } finally {
    await ledger.close();
    storage.close();
    rmSync(file, { force: true });
  }
}

/** @param prepare makes one ledger transaction; what it answers submits it */
function startLoad(inFlight: number, prepare: () => Promise<() => Promise<{ outcome: string }>>): MeasuredLoad {
  const acceptances: Acceptance[] = [];
  let isEnding = false;
  const lanes = Array.from({ length: inFlight }, async () => {
    while (!isEnding) {
      const submit = await prepare();
      const sentAt = performance.now();
      const { outcome } = await submit();
      if (outcome === 'accepted') acceptances.push({ sentAt, acceptedAt: performance.now() });
    }
  });
  return {
    acceptances,
    stop: async () => {
      isEnding = true;
      await Promise.all(lanes);
    },
  };
}
