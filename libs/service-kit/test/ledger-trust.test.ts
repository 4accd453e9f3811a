import { describe, expect, it } from '@jest/globals';
import { genesisDigest, LedgerFollower } from '#ledger';
import { verifyWithWebCrypto } from '#primitives';
import { openDatabase } from '#service-kit/database';
import { ledgerTrustEntities, ledgerTrustMigrations, TypeormTrustedBlocks } from '#service-kit/ledger-trust';
import {
  networkProofs,
  STARTED_AT,
  TRUST,
  TRUSTING_PERIOD_SECONDS as PERIOD,
} from '../../ledger/test/cometbft/fictive-network.js';
import { databasesUnderTest, type DatabaseUnderTest } from '../../../test/environment/databases.js';

describe.each<DatabaseUnderTest>(databasesUnderTest())(
  'the blocks that a service trusts on $name',
  (databaseUnderTest) => {
    it('survive a restart, so that the live ledger is followed for longer than a trusting period', async () => {
      const url = await databaseUnderTest.freshUrl();
      for (const after of [0.5 * PERIOD, PERIOD, 1.5 * PERIOD, 2 * PERIOD, 2.5 * PERIOD]) {
        const database = await openDatabase({ url, entities: ledgerTrustEntities, migrations: ledgerTrustMigrations });
        const blocks = new TypeormTrustedBlocks(database, genesisDigest(TRUST.genesis));
        const clock = () => (STARTED_AT + after) * 1000;
        const follower = new LedgerFollower({ trustFile: TRUST, blocks, verifySignature: verifyWithWebCrypto, clock });
        const { state } = networkProofs({ height: Math.floor(after / 10), after: after - 30 });
        expect((await follower.verify(state)).attested.block?.height).toBe(Math.floor(after / 10));
        expect((await blocks.load()).at(-1)?.height).toBe(Math.floor(after / 10));
        // Another ledger's blocks are not ours.
        expect(await new TypeormTrustedBlocks(database, 'A'.repeat(43)).load()).toEqual([]);
        await database.close();
      }
    });
  },
);
