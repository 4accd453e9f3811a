import { cpSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { platformRandom } from '#primitives';
import { createLog } from '#service-kit/log';
import { ERASURE_DELAY_MILLISECONDS } from '#service-kit/vault';
import { openKeyStore } from '../../apps/issuer/src/adapters/typeorm/open-key-store.js';
import { startIssuer } from '../../apps/issuer/src/start-issuer.js';
import { foundSmallCooperative, type SmallCooperative } from '../faults/found-small-cooperative.js';
import { readRows } from '../faults/read-tables.js';
import { UtilityOperator } from '../faults/utility-operator.js';
import { filesBelow, wordsTold } from './readable-text.js';
import { openLoot, type Loot } from './thief.js';

const HOUR = 3_600_000;
/** A timer that is late every night, as timers are. */
const NIGHT = 25 * HOUR;

let small: SmallCooperative;
let erasedAt: number;
let victim: string;
let others: string[];
const numbers: string[] = [];

/** The issuer's folder as it is, or a copy from before or after the erasure. */
type Copy = 'live' | 'before' | 'after';
const folderOf = (copy: Copy) => (copy === 'live' ? small.issuerConfig().dataFolder : join(small.folder, copy));

/** What somebody carries away with the master key in hand. */
function loot(data: Copy, keyStore: Copy, epochs: Copy): Loot {
  return {
    masterKeyFile: join(folderOf('live'), 'master.key'),
    dataFile: join(folderOf(data), 'issuer.sqlite'),
    keyStoreFile: join(folderOf(keyStore), 'keys.sqlite'),
    epochsFolder: join(folderOf(epochs), 'keys', 'epochs'),
  };
}

beforeAll(async () => {
  small = await foundSmallCooperative();
  const log = createLog({ service: 'issuer', level: 'silent' });
  const issuer = await startIssuer(small.issuerConfig(), { clock: small.clock.now, random: platformRandom, log });
  const operator = await UtilityOperator.setUp(small.issuerConfig().publicUrl, issuer.setupLinks[0]?.code ?? '');
  for (let count = 0; count < 8; count++) numbers.push(operator.newNumber());
  await operator.importFile(operator.fileOf(...numbers));
  victim = numbers[3] ?? '';
  others = numbers.filter((number) => number !== victim);
  const subjectRecordId = (await operator.find(victim)) ?? '';
  cpSync(folderOf('live'), folderOf('before'), { recursive: true });
  await operator.erase(subjectRecordId);
  erasedAt = small.clock.now();
  await issuer.drain();
  cpSync(folderOf('live'), folderOf('after'), { recursive: true });
  await issuer.close();
}, 60_000);

afterAll(async () => {
  await small.close();
  await rm(small.folder, { recursive: true, force: true });
});

describe('an erased customer, to a thief with the master key', () => {
  it('was readable before, as all are: the thief knows his trade', () => {
    expect(openLoot(loot('before', 'before', 'before'))).toEqual(numbers);
  });

  it('is not readable from copies of the data of before and after with the key store and epochs of today', () => {
    expect(openLoot(loot('before', 'live', 'live'))).toEqual(others);
    expect(openLoot(loot('before', 'after', 'before'))).toEqual(others);
    expect(openLoot(loot('after', 'after', 'after'))).toEqual(others);
  });

  it('has left no byte of his row in the data of after', () => {
    const before = readSealed('before');
    const after = readSealed('after');
    const gone = before.filter((sealed) => !after.includes(sealed));
    expect(gone).toHaveLength(1);
    const files = new Map([...filesBelow(folderOf('after'))].filter(([name]) => name.includes('issuer.sqlite')));
    const bytes = Buffer.concat([...files.values()]).toString('latin1');
    expect(gone.filter((sealed) => bytes.includes(sealed.slice(-60)))).toEqual([]);
    expect(wordsTold(files, ['Chimères', 'Zélie', victim])).toEqual([]);
  });

  it('is readable within the published delay from an older copy of the key store: that is what the delay is for', () => {
    expect(openLoot(loot('before', 'before', 'live'))).toEqual(numbers);
  });

  it('is no longer readable from it when the published seven days are over, though every night was an hour late', async () => {
    const { clock } = small;
    const keyStore = await openKeyStore(small.issuerConfig(), { clock: clock.now, random: platformRandom });
    while (clock.now() + NIGHT <= erasedAt + ERASURE_DELAY_MILLISECONDS) {
      clock.forward(NIGHT);
      await keyStore.vault.rotateEpochIfDue();
    }
    await keyStore.close();
    expect(clock.now()).toBeLessThanOrEqual(erasedAt + ERASURE_DELAY_MILLISECONDS);
    expect(openLoot(loot('before', 'before', 'live'))).toEqual([]);
    expect(openLoot(loot('before', 'live', 'live'))).toEqual(others);
    expect(openLoot(loot('live', 'live', 'live'))).toEqual(others);
  });

  it('stays readable to who copied key store and epochs too: copies of the epochs must not outlive the delay', () => {
    expect(openLoot(loot('before', 'before', 'before'))).toEqual(numbers);
  });
});

function readSealed(copy: Copy): string[] {
  const rows = readRows<{ sealed: string }>(
    join(folderOf(copy), 'issuer.sqlite'),
    'SELECT "sealed" FROM "issuer_subject_record"',
  );
  return rows.map(({ sealed }) => sealed);
}
