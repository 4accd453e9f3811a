import { describe, expect, it } from '@jest/globals';
import { contractProgram, type ContractProgram } from '#anchoring/consensus';
import { checkLog } from '#anchoring/log';
import { CONTRACT_CODE_KEY, type LedgerTransaction } from '#ledger';
import { digestOf } from '../../contract/test/founded-cooperative.js';
import { GovernedLedger, MIN_VOTING_SECONDS } from '../../contract/test/governed-ledger.js';
import { decideByVote, governedNetwork } from './decide-by-vote.js';
import { bytesOf, signedFor, type FictiveEngine } from './fictive-engine.js';
import { freshFile, useEngines } from './founded-engine.js';

const { open, founded } = useEngines();
const genesis = governedNetwork();
const write = signedFor(genesis);
/** Blocks 1 to 3 decide on it. */
const ACTIVATION = 6;
const agreed: ContractProgram = contractProgram(digestOf('next code'), 2);
const change = {
  kind: 'change_code' as const,
  version: 2,
  digest: agreed.digest,
  activationHeight: ACTIVATION,
};
let proposals = 0;

/** Something that the contract accepts, for this version of it. */
function text(engine: FictiveEngine, contractVersion: number): Promise<LedgerTransaction> {
  const subject = { kind: 'adopt_text' as const, title: { en: 'A', fr: 'B' }, textDigest: digestOf('text') };
  const person = (['city', 'shop', 'water', 'power'] as const)[++proposals % 4] ?? 'city';
  const proposal = { ...new GovernedLedger().proposalOf(subject, person, `text-${proposals}`), opensAt: engine.time };
  return write('propose', { proposal: { ...proposal, closesAt: engine.time + MIN_VOTING_SECONDS } }, [person], {
    contractVersion,
  });
}

/** A ledger whose next block is the first one for the code that was agreed to. */
async function atTheActivation(isQuiet: boolean, databaseFile = freshFile()): Promise<FictiveEngine> {
  const engine = await founded({ genesis, databaseFile });
  await decideByVote(engine, change, 'upgrade');
  while (engine.height < ACTIVATION - 1) await engine.makeBlock(isQuiet ? [] : [await text(engine, 1)]);
  return engine;
}

const quietOrNot = [
  ['after blocks with a content', false],
  ['after empty blocks', true],
] as const;

describe('a vote on the contract’s code', () => {
  it.each(quietOrNot)(
    'takes effect at its height %s: the earlier program stops before it, the agreed one goes on',
    async (_, isQuiet) => {
      const databaseFile = freshFile();
      const earlier = await atTheActivation(isQuiet, databaseFile);
      const before = await earlier.info();
      expect(earlier.reported.map(({ code }) => code)).toEqual(['contract_code_changes']);
      const next = await text(earlier, 2);
      expect((await earlier.ask('/head')).value).toMatchObject({ height: ACTIVATION - 1, contractVersion: 2 });
      // What waits is checked by the rules of the block for which it waits.
      expect((await earlier.check(bytesOf(next))).log).toMatchObject({ code: 'code_not_in_force' });
      expect((await earlier.check(bytesOf(await text(earlier, 1)))).log).toMatchObject({
        code: 'contract_version_mismatch',
      });
      const decided = [bytesOf(next)];
      const { exception } = await earlier.finalize(decided);
      expect(exception?.error).toMatch(
        new RegExp(`^contract_code_not_in_force: Block ${ACTIVATION} is for .*${agreed.digest}`),
      );
      await earlier.close();
      await expect(open({ genesis, databaseFile })).rejects.toMatchObject({ code: 'contract_code_not_in_force' });

      const later = await open({ genesis, databaseFile, contract: agreed });
      // Nothing of the block was written; the engine has it replayed, or goes on to propose it.
      expect(await later.info()).toEqual(before);
      later.time = earlier.time;
      const { finalizeBlock } = await later.finalize(decided);
      expect(finalizeBlock?.txResults.map(({ code }) => code)).toEqual([0]);
      await later.commit();
      expect((await later.ask('/state', [CONTRACT_CODE_KEY, 'schedule'])).value).toMatchObject({
        entries: [{ value: { version: 2, digest: agreed.digest } }, { value: null }],
      });
      expect((await later.makeBlock([await text(later, 2)])).txResults).toHaveLength(1);
      // Whoever checks the log with the earlier program is told that it can't say.
      await expect(
        checkLog(later.store.storage, genesis, contractProgram(genesis.contractCodeDigest).apply),
      ).rejects.toThrow(
        expect.objectContaining({
          code: 'log_of_other_code',
          message: expect.stringContaining(`From block ${ACTIVATION} on`) as unknown,
        }),
      );
    },
  );

  it.each(['prepare', 'process', 'finalize'] as const)(
    'stops the earlier program at %s of the block already',
    async (step) => {
      const engine = await atTheActivation(true);
      const asked = {
        prepare: () => engine.prepare([]),
        process: () => engine.process([]),
        finalize: () => engine.finalize([]),
      };
      if (step === 'prepare') await expect(asked[step]()).rejects.toThrow('not answered');
      else await asked[step]();
      const codes = engine.reported.map(({ code }) => code);
      expect(codes).toContain('contract_code_not_in_force');
      await engine.consensus.ended;
      const { position } = (await engine.store.storage.load()) ?? {};
      expect(position?.height).toBe(ACTIVATION - 1);
      // It executes nothing more, on any connection.
      expect(
        (await engine.query.ask({ query: { path: '/head', data: new Uint8Array(), height: 0n, prove: false } }))
          .exception?.error,
      ).toMatch(/^contract_code_not_in_force/);
    },
  );

  it('keeps the agreed program from the blocks before its height, and from the genesis', async () => {
    const databaseFile = freshFile();
    const engine = await founded({ genesis, databaseFile });
    await decideByVote(engine, change, 'upgrade');
    await engine.makeBlock([]);
    await engine.close();
    await expect(open({ genesis, databaseFile, contract: agreed })).rejects.toMatchObject({
      code: 'contract_code_not_in_force',
      message: expect.stringContaining(`Block ${ACTIVATION - 1} is for the contract's code`) as unknown,
    });
    const fresh = await open({ genesis, contract: agreed });
    expect((await fresh.initChain()).exception?.error).toMatch(/^contract_code_not_in_force/);
  });

  it.each([
    ['the agreed version under other code', contractProgram(digestOf('tampered code'), 2)],
    ['code that says to be of another version', contractProgram(agreed.digest, 3)],
  ])('is not satisfied by %s', async (_, contract) => {
    const databaseFile = freshFile();
    await (await atTheActivation(true, databaseFile)).close();
    await expect(open({ genesis, databaseFile, contract })).rejects.toMatchObject({
      code: 'contract_code_not_in_force',
    });
  });
});
