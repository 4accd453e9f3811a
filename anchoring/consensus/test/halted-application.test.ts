import { afterEach, describe, expect, it } from '@jest/globals';
import {
  contractProgram,
  openConsensusStore,
  openLedgerApplication,
  type ConsensusStore,
  type ContractProgram,
  type EngineGenesis,
} from '#anchoring/consensus';
import { executeGenesis, LedgerState } from '#anchoring/contract';
import { cometbftChainId, genesisDigest, validatorAddress, validatorPowers, type LedgerTransaction } from '#ledger';
import { encodeUtf8, type CodedError } from '#primitives';
import { START } from '../../contract/test/founded-cooperative.js';
import { checkTransaction } from '../src/application/check-transaction.js';
import { PendingState } from '../src/application/pending-state.js';
import { bytesOf, firstValidators } from './fictive-engine.js';
import { founding, genesis } from './founded-engine.js';

const engineGenesis: EngineGenesis = {
  chainId: cometbftChainId(genesis),
  initialHeight: 1,
  appState: encodeUtf8(JSON.stringify({ genesis: genesisDigest(genesis), validators: firstValidators })),
  validators: validatorPowers(firstValidators),
};

let store: ConsensusStore | undefined;
afterEach(() => {
  store?.close();
  store = undefined;
});

/** An application whose storage fails at its next commit where it is told to. */
async function open(contract: ContractProgram = contractProgram(genesis.contractCodeDigest)) {
  const opened = (store = openConsensusStore(':memory:'));
  const disk = { isFull: false };
  const storage = {
    load: () => opened.storage.load(),
    findPlace: async (id: string) => {
      if (disk.isFull) throw new Error('the disk is full');
      return opened.storage.findPlace(id);
    },
    readLeaves: (start: number, count: number) => opened.storage.readLeaves(start, count),
    readNodes: (...of: Parameters<typeof opened.storage.readNodes>) => opened.storage.readNodes(...of),
    commitBlock: async (block: Parameters<typeof opened.storage.commitBlock>[0]) => {
      if (disk.isFull) throw new Error('the disk is full');
      await opened.storage.commitBlock(block);
    },
  };
  const reported: CodedError[] = [];
  const report = (problem: CodedError) => void reported.push(problem);
  const parts = { genesis, contract, storage, clock: () => START * 1000, isPeerAdmitted: () => true, report };
  return { application: await openLedgerApplication(parts), storage, disk, reported };
}

const nothing = { time: START, transactions: [], misbehaviour: [] };
const signers = new Set(firstValidators.map(validatorAddress));

describe('an application whose storage failed', () => {
  it('answers nothing any more, for only a restart tells what is durable', async () => {
    const { application, disk, reported } = await open();
    await application.initChain(engineGenesis);
    application.finalizeBlock({ ...nothing, height: 1 });
    disk.isFull = true;
    const halted = expect.objectContaining({ code: 'application_halted', fault: 'outage' }) as unknown as Error;
    await expect(application.commit()).rejects.toThrow(halted);
    disk.isFull = false;
    const [bytes] = (await founding()).map(bytesOf);
    const block = { ...nothing, height: 1 };
    for (const ask of [
      () => application.info(),
      () => application.checkTransaction(bytes ?? new Uint8Array()),
      () => application.recheckTransaction(bytes ?? new Uint8Array()),
      () => application.prepareProposal(block, 1000),
      () => application.processProposal({ ...block, lastCommitSigners: signers }),
      () => application.finalizeBlock(block),
    ]) {
      expect(ask).toThrow(halted);
    }
    await expect(application.initChain(engineGenesis)).rejects.toThrow(halted);
    await expect(application.commit()).rejects.toThrow(halted);
    await expect(application.query('/head', new Uint8Array())).rejects.toThrow(halted);
    await application.foresee([bytes ?? new Uint8Array()]);
    expect(reported.map(({ code }) => code)).toEqual(['application_halted']);
  });
});

it('a question that the storage cannot answer is not refused, as if there were nothing', async () => {
  const { application, disk } = await open();
  await application.initChain(engineGenesis);
  expect(await application.query('/place/none', new Uint8Array())).toMatchObject({ code: 'transaction_unknown' });
  disk.isFull = true;
  await expect(application.query('/place/none', new Uint8Array())).rejects.toThrow('the disk is full');
});

it('ten thousand wait on top of one another, and no more', async () => {
  const { apply } = contractProgram(genesis.contractCodeDigest);
  const state = new LedgerState();
  executeGenesis(state, genesis);
  const [one] = (await founding()) as [LedgerTransaction];
  const check = { apply, committed: state, context: { height: 1, time: START, genesis: genesisDigest(genesis) } };
  const waiting = (count: number) => {
    const pending = new PendingState(state);
    for (let place = 0; place < count; place++) {
      const outcome = { outcome: 'accepted' as const, id: `${place}`, writes: [], events: [] };
      pending.add({ ...one }, { outcome, reads: new Set(), isDoubtful: false });
    }
    return checkTransaction(one, { ...check, pending });
  };
  expect(waiting(9_999)).toMatchObject({ outcome: 'accepted' });
  expect(waiting(10_000)).toMatchObject({ outcome: 'refused', code: 'too_many_waiting' });
});

describe('an application without a ledger', () => {
  it('lets nothing wait, neither anew nor any longer, and foresees nothing', async () => {
    const { application } = await open();
    const transactions = new Array<Uint8Array>(4).fill(bytesOf((await founding())[0] as never));
    const malformed = { outcome: 'malformed', code: 'not_initialised' };
    await application.foresee(transactions);
    expect(application.checkTransaction(transactions[0] as Uint8Array)).toMatchObject(malformed);
    expect(application.recheckTransaction(transactions[0] as Uint8Array)).toMatchObject(malformed);
  });

  it('stores nothing of a genesis that is for other code', async () => {
    const { application, storage } = await open(contractProgram('another'));
    await expect(application.initChain(engineGenesis)).rejects.toMatchObject({ code: 'contract_code_not_in_force' });
    expect(await storage.load()).toBeUndefined();
  });

  it.each([
    ['one less', engineGenesis.validators.slice(1)],
    ['one twice', [...engineGenesis.validators.slice(1), engineGenesis.validators[1] as never]],
    ['one more', [...engineGenesis.validators, { publicKey: 'A'.repeat(43), power: 1 }]],
    ['another power', engineGenesis.validators.map((one, place) => ({ ...one, power: one.power + place }))],
  ])('refuses validators of the engine that are not those of its genesis: %s', async (_, validators) => {
    const { application } = await open();
    const given = application.initChain({ ...engineGenesis, validators });
    await expect(given).rejects.toMatchObject({ code: 'validator_powers_differ' });
  });
});

it('votes for no block of another height, and says why', async () => {
  const { application, reported } = await open();
  await application.initChain(engineGenesis);
  for (const height of [0, 2]) {
    expect(application.processProposal({ ...nothing, height, lastCommitSigners: signers })).toBe('reject');
  }
  expect(reported.map(({ code }) => code)).toEqual(['height_out_of_order', 'height_out_of_order']);
  expect(application.processProposal({ ...nothing, height: 1, lastCommitSigners: signers })).toBe('accept');
});
