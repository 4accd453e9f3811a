import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from '@jest/globals';
import { openNetworkLedger } from '#anchoring/consensus';
import { verifyWithNodeCrypto } from '#anchoring/contract';
import { SqliteLedgerStorage } from '#anchoring/embedded';
import type { PublishedLedger } from '#anchoring/log';
import { archivedProofs, MAX_BRIDGE_BLOCKS, parseAttestation, trustBlock, type Attestation } from '#ledger';
import { isCodedError, type CodedError } from '#primitives';
import { payloads } from '../../../contract/test/founded-cooperative.js';
import { networkGenesis as genesis, NetworkLog } from '../../../log/test/network-log.js';
import { FictiveLogNode } from './fictive-log-node.js';

/** Of ten seconds each: a little less than the trusting period. */
const BLOCKS_A_PERIOD = 90_000;

async function attested(ledger: PublishedLedger): Promise<Attestation> {
  for (let tries = 0; ; tries++) {
    try {
      return await ledger.attestation();
    } catch (error) {
      if (!isCodedError(error) || error.fault !== 'outage' || tries > 100) throw error;
      await sleep(20);
    }
  }
}

it('a ledger that is older than a proof has room for runs on, and its proofs lead from a trust file of their time', async () => {
  const log = new NetworkLog();
  await log.block('register_verifier', payloads.verifier);
  const periods = MAX_BRIDGE_BLOCKS + 2;
  const node = new FictiveLogNode(log, BLOCKS_A_PERIOD * (periods + 1));
  const stored = {
    bridge: Array.from({ length: periods - 1 }, (_, place) => node.block(BLOCKS_A_PERIOD * (place + 1))),
    newest: node.block(BLOCKS_A_PERIOD * periods),
  };
  const reported: CodedError[] = [];
  const ledger = await openNetworkLedger({
    genesis,
    storage: new SqliteLedgerStorage(':memory:'),
    trustedBlocks: { load: () => Promise.resolve(stored), save: () => Promise.resolve() },
    rpc: node.rpc,
    report: (problem) => reported.push(problem),
  });
  const attestation = await attested(ledger);
  expect([ledger.status(), reported]).toEqual([{ state: 'running' }, []]);
  await ledger.close();
  const read = parseAttestation(JSON.stringify(attestation));
  expect(read).toMatchObject({
    bridge: { length: MAX_BRIDGE_BLOCKS },
    header: { height: BLOCKS_A_PERIOD * (periods + 1) },
  });
  const beginningAt = (height?: number) => {
    const trusted = height === undefined ? {} : { trustedBlock: trustBlock(node.block(height)) };
    return archivedProofs({ genesis, ...trusted }, verifyWithNodeCrypto).verifyAttestation(read);
  };
  await expect(beginningAt()).rejects.toMatchObject({
    code: 'proof_begins_later',
    message: expect.stringContaining("take today's from the cooperative") as unknown,
  });
  // One that is older than the bridge by more than a period is no better than the genesis.
  await expect(beginningAt(100)).rejects.toMatchObject({ code: 'proof_begins_later' });
  expect((await beginningAt(BLOCKS_A_PERIOD * 2)).size).toBe(log.size);
  expect((await beginningAt(BLOCKS_A_PERIOD * periods + 5)).size).toBe(log.size);
});
