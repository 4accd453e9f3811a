import { expect, it } from '@jest/globals';
import { createContract, verifyWithNodeCrypto } from '#anchoring/contract';
import { openEmbeddedLedger, SqliteLedgerStorage } from '#anchoring/embedded';
import { checkLog } from '#anchoring/log';
import { stateKey, verifyLedgerProof, type ProposalSubject } from '#ledger';
import { cosigners, logSigner, payloads, people, START, type Person } from '../../contract/test/founded-cooperative.js';
import { ALL_YES, governedGenesis, GovernedLedger } from '../../contract/test/governed-ledger.js';

const apply = createContract({ verifySignature: verifyWithNodeCrypto });

it('a vote, and what waits for its height, is carried out by every replica, proven, and the same after a restart', async () => {
  const storage = new SqliteLedgerStorage(':memory:');
  const time = { now: START };
  const open = () =>
    openEmbeddedLedger({
      genesis: governedGenesis,
      storage,
      signers: { log: logSigner, cosigners },
      clock: () => time.now * 1000,
      report: (problem) => {
        throw problem;
      },
    });
  let ledger = await open();
  // Writes and signs; the embedded ledger executes.
  const writer = new GovernedLedger();
  const submit = async (...signing: Parameters<GovernedLedger['sign']>) => {
    const outcome = await ledger.submit(await writer.sign(...signing));
    expect(outcome).toMatchObject({ outcome: 'accepted' });
  };
  const decide = async (subject: ProposalSubject) => {
    writer.time = time.now;
    const proposal = writer.proposalOf(subject);
    await submit('propose', { proposal }, 'bank');
    for (const person of Object.keys(ALL_YES) as Person[]) {
      const { did } = people[person];
      const ballot = { proposal: proposal.id, member: did, choice: 'yes' as const, counter: 1, statementDigest: null };
      await submit('vote', { ballot }, person);
    }
    time.now += 10;
    await ledger.close();
    ledger = await open();
    await submit('close_proposal', { proposal: proposal.id }, 'water');
    return proposal.id;
  };
  const admission = await decide({ kind: 'admit_member', ...payloads.admit('gas') });
  const changes = { quorumPercent: 75, maxExpiryBlocks: 321 };
  await decide({ kind: 'change_parameters', changes, activationHeight: (await ledger.head()).height + 9 });
  expect(await ledger.head()).toMatchObject({ contractVersion: 1, maxExpiryBlocks: 321 });
  const keys = [stateKey('member', people.gas.did), stateKey('proposal', admission), 'governance', 'schedule'];
  const { values } = await verifyLedgerProof(await ledger.proveState(keys), governedGenesis, verifyWithNodeCrypto);
  expect([...values.values()]).toMatchObject([
    { status: 'active' },
    { status: 'adopted', tallies: { service_providers: { electorate: 3, yes: 3 } } },
    { quorumPercent: 75 },
    null,
  ]);
  const { stateRoot } = await checkLog(storage, governedGenesis, apply);
  expect((await ledger.proveState(keys)).blockEnd.stateRoot).toBe(stateRoot);
  await ledger.close();
});
