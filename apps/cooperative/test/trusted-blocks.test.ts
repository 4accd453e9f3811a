import { afterEach, describe, expect, test } from '@jest/globals';
import type { StoredTrust } from '#anchoring/consensus';
import { databasesUnderTest } from '../../../test/environment/databases.js';
import { signedBlock } from '../../../libs/ledger/test/cometbft/fictive-network.js';
import { openDataStore, type DataStore } from '../src/adapters/typeorm/open-data-store.js';
import { openLedger, type LedgerParts } from '../src/ledger/open-ledger.js';
import { GENESIS } from '../../../libs/ledger/test/cometbft/fictive-network.js';

let store: DataStore | undefined;
afterEach(async () => {
  await store?.database.close();
  store = undefined;
});

const trust = (bridge: number[], newest: number): StoredTrust => ({
  bridge: bridge.map((height) => signedBlock({ height })),
  newest: signedBlock({ height: newest }),
});

describe.each(databasesUnderTest())('the trusted blocks ($name)', ({ freshUrl }) => {
  const fresh = async () => (store = await openDataStore(await freshUrl())).trustedBlocks;

  test('are none at first', async () => {
    expect(await (await fresh()).load()).toBeUndefined();
  });

  test('are those that were saved last, the bridge in ascending order', async () => {
    const blocks = await fresh();
    await blocks.save(trust([], 2));
    expect(await blocks.load()).toEqual(trust([], 2));
    await blocks.save(trust([9, 10], 100));
    expect(await blocks.load()).toEqual(trust([9, 10], 100));
  });
});

describe('the ledger of a cooperative', () => {
  const parts = (genesis: LedgerParts['genesis']) => ({ genesis }) as LedgerParts;

  test('is not opened on an engine that the genesis does not found', async () => {
    const { consensus: _, ...embedded } = GENESIS;
    const other = { code: 'other_ledger_engine', fault: 'refusal' };
    await expect(openLedger({ engine: 'embedded' }, parts(GENESIS))).rejects.toMatchObject(other);
    await expect(openLedger({ engine: 'cometbft', rpcPort: 1 }, parts(embedded))).rejects.toMatchObject(other);
  });
});
