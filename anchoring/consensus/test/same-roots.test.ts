import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { openEmbeddedLedger, SqliteLedgerStorage } from '#anchoring/embedded';
import { createContract, verifyWithNodeCrypto } from '#anchoring/contract';
import { checkLog } from '#anchoring/log';
import { parseCheckpoint, type LedgerTransaction } from '#ledger';
import { encodeBase64url } from '#primitives';
import {
  cosigners,
  digestOf,
  genesis as plainGenesis,
  logSigner,
  payloads,
  START,
  type Person,
} from '../../contract/test/founded-cooperative.js';
import { bytesOf, FictiveEngine, signedFor, withNetwork } from './fictive-engine.js';

const genesis = withNetwork(plainGenesis);
const signed = signedFor(genesis);

type Make = () => Promise<LedgerTransaction>;
const RUNS = 12;

/** Small pools, so that what is drawn often meets what stands already; some is refused for its signatures or its ledger. */
const signers = fc.oneof(
  { weight: 6, arbitrary: fc.constant(undefined) },
  { weight: 1, arbitrary: fc.constantFrom<Person[]>([], ['bank'], ['gas'], ['bank', 'water', 'gas']) },
);
const changes = fc.oneof(
  { weight: 8, arbitrary: fc.constant({}) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      { genesis: digestOf('other') },
      { expiryHeight: 1 },
      { expiryHeight: 3 },
      { contractVersion: 2 },
    ),
  },
);
const period = fc.integer({ min: -2, max: 1 }).map((offset) => Math.floor(START / 5) + offset);
const transaction: fc.Arbitrary<Make> = fc.oneof(
  fc.tuple(signers, changes).map(
    ([who, how]) =>
      () =>
        signed('register_verifier', payloads.verifier, who, how),
  ),
  fc.tuple(signers, changes).map(
    ([who, how]) =>
      () =>
        signed('accredit_issuer', payloads.issuer, who, how),
  ),
  fc.tuple(fc.integer({ min: 1, max: 3 }), signers, changes).map(
    ([version, who, how]) =>
      () =>
        signed('adopt_contract', payloads.contract(version), who, how),
  ),
  fc.tuple(fc.constantFrom<Person>('city', 'shop', 'gas'), signers).map(
    ([person, who]) =>
      () =>
        signed('admit_member', payloads.admit(person), who),
  ),
  fc.tuple(period, fc.constantFrom('one', 'other'), changes).map(
    ([when, root, how]) =>
      () =>
        signed('anchor', payloads.anchor(when, root), ['bank'], how),
  ),
  fc.tuple(fc.integer({ min: 1, max: 3 }), changes).map(
    ([version, how]) =>
      () =>
        signed('anchor_status', payloads.status(version), ['water'], how),
  ),
);
const batches = fc.array(fc.array(transaction, { minLength: 1, maxLength: 6 }), { minLength: 2, maxLength: 6 });

it('the embedded engine and this one reach the same log and state for the same ledger transactions', async () => {
  let blocks = 0;
  let refused = 0;
  await fc.assert(
    fc.asyncProperty(batches, async (drawn) => {
      const time = { now: START };
      const storage = new SqliteLedgerStorage(':memory:');
      const options = { genesis, storage, signers: { log: logSigner, cosigners }, clock: () => time.now * 1000 };
      const report = (problem: Error) => {
        throw problem;
      };
      const embedded = await openEmbeddedLedger({ ...options, report });
      const engine = await FictiveEngine.open({ genesis });
      await engine.initChain();
      const submitted: LedgerTransaction[] = [];
      for (const [place, batch] of drawn.entries()) {
        const made = await Promise.all(batch.map((make) => make()));
        // Some is sent once more, in the same block or a later one.
        const all = [...made, ...made.slice(0, 1), ...submitted.slice(0, place)];
        submitted.push(...made);
        const outcomes = await Promise.all(all.map((one) => embedded.submit(one)));
        const accepted = all.filter((_, index) => outcomes[index]?.outcome === 'accepted').map(bytesOf);
        refused += outcomes.length - accepted.length;
        expect(await engine.prepare(all.map(bytesOf))).toEqual(accepted);
        if (accepted.length > 0) {
          expect(await engine.process(accepted)).toBe(1);
          // Also where validators decided what they should have rejected.
          const { finalizeBlock } = await engine.finalize(place % 2 === 0 ? accepted : all.map(bytesOf));
          expect(finalizeBlock?.txResults.filter(({ code }) => code === 0)).toHaveLength(accepted.length);
          await engine.commit();
          blocks++;
        }
        expect(engine.height).toBe((await embedded.head()).height);
        time.now += 3;
        engine.time = time.now;
      }
      const { head } = parseCheckpoint(await embedded.checkpoint());
      const { stateRoot } = await checkLog(storage, genesis, createContract({ verifySignature: verifyWithNodeCrypto }));
      expect((await engine.ask('/head')).value).toMatchObject({
        appState: { size: head.size, root: encodeBase64url(head.root), stateRoot },
      });
      await embedded.close();
      await engine.close();
    }),
    { numRuns: RUNS },
  );
  expect(blocks).toBeGreaterThan(RUNS);
  expect(refused).toBeGreaterThan(RUNS);
}, 60_000);
