import { beforeEach, expect, it } from '@jest/globals';
import { createContract, LedgerState } from '#anchoring/contract';
import { ledgerTransactionId, type LedgerTransaction } from '#ledger';
import { outage } from '#primitives';
import { payloads, signed, START, type Person } from './founded-cooperative.js';
import { GovernedLedger } from './governed-ledger.js';

const PERIOD = Math.floor(START / 5);
const anchorOf = (ago: number, expiryHeight: number, named: GovernedLedger): Promise<LedgerTransaction> =>
  signed('anchor', payloads.anchor(PERIOD - ago), ['bank'], { genesis: named.genesisId, expiryHeight });

let ledger: GovernedLedger;
beforeEach(async () => {
  ledger = await founded();
});

async function founded(): Promise<GovernedLedger> {
  const one = new GovernedLedger();
  const founders: Person[] = ['bank', 'water', 'residents'];
  const changes = { genesis: one.genesisId, nonce: 'founding', expiryHeight: 900 };
  one.execute([await signed('register_verifier', payloads.verifier, founders, changes)]);
  return one;
}

const codeOf = (one: LedgerTransaction) => {
  const [outcome] = ledger.execute([one]).outcomes;
  return outcome !== undefined && 'code' in outcome ? outcome.code : outcome?.outcome;
};

it('a ledger transaction is good for its last block, and for as many blocks ahead as the parameters say', async () => {
  const next = ledger.height + 1;
  expect(codeOf(await anchorOf(1, next - 1, ledger))).toBe('expired');
  expect(codeOf(await anchorOf(1, next + 1001, ledger))).toBe('expiry_too_far');
  expect(codeOf(await anchorOf(1, next + 1000, ledger))).toBe('accepted');
  expect(codeOf(await anchorOf(2, ledger.height + 1, ledger))).toBe('accepted');
});

it('an id ends with its last block, also where another such block was executed before and taken back', async () => {
  const first = await anchorOf(1, 100, ledger);
  const key = `transaction/100/${ledgerTransactionId(first.body)}`;
  ledger.execute([first]);
  ledger.height = 99;
  const before = ledger.state.root();
  ledger.execute([await anchorOf(2, 500, ledger)]).revert();
  expect(ledger.state.root()).toEqual(before);
  expect(ledger.state.get(key)).toEqual({ height: 2 });
  ledger.height = 99;
  const decided = await anchorOf(3, 500, ledger);
  ledger.execute([decided]);
  expect(ledger.state.get(key)).toBeUndefined();
  // Who never executed the block that was taken back comes to the same.
  const other = await founded();
  other.execute([first]);
  other.height = 99;
  other.execute([decided]);
  expect(ledger.state.root()).toEqual(other.state.root());
  expect(new LedgerState(ledger.state.entries()).expiredBy(500)).toEqual(ledger.state.expiredBy(500));
});

it('of a block that was taken back no id is left to end', async () => {
  ledger.execute([await anchorOf(1, 100, ledger)]).revert();
  expect(ledger.state.expiredBy(100)).toEqual([]);
});

it('what fails inside the contract is no refusal: no block is made of it', async () => {
  const one = await anchorOf(1, 100, ledger);
  const context = { height: ledger.height + 1, time: START, genesis: ledger.genesisId };
  for (const failure of [new Error('no memory is left'), outage('keys_away', 'The keys cannot be reached.')]) {
    const failing = createContract({
      verifySignature: () => {
        throw failure;
      },
    });
    expect(() => failing(ledger.state, one, context)).toThrow(failure);
  }
});
