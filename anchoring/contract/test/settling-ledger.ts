import {
  createContract,
  executeBlock,
  executeGenesis,
  LedgerState,
  verifyWithNodeCrypto,
  type ApplyOutcome,
} from '#anchoring/contract';
import {
  type CLEARING_ACCOUNT,
  type COOPERATIVE_ACCOUNT,
  genesisDigest,
  stateKey,
  type AccountRecord,
  type Distribution,
  type IssuerShare,
  type LedgerPayloads,
  type LedgerTransactionKind,
  type Settlement,
} from '#ledger';
import {
  digestOf,
  foundedGenesis,
  founders,
  payloads,
  people,
  signed,
  START,
  type Person,
} from './founded-cooperative.js';

export const PERIOD_SECONDS = 60;
export const MIN_PROOFS = 20;
export const BANK_PRICE = 40;
export const BANK_DEAR_PRICE = 150;
export const CITY_PRICE = 25;
/** The last period that is over. */
export const PERIOD = Math.floor(START / PERIOD_SECONDS) - 1;

export const settlingGenesis = foundedGenesis({
  settlement: { periodSeconds: PERIOD_SECONDS, minProofs: MIN_PROOFS, treasurer: people.residents.did },
});
const apply = createContract({ verifySignature: verifyWithNodeCrypto });
const genesisId = genesisDigest(settlingGenesis);

type Change<Of> = Partial<Of>;

/** A founded ledger on which a bank and a city ask, a water and a power utility issue, and citizens are the treasurer. */
export class SettlingLedger {
  readonly state = new LedgerState();
  readonly leaves: Uint8Array[] = [];
  time = START;
  height = 0;

  static async open(): Promise<SettlingLedger> {
    const ledger = new SettlingLedger();
    ledger.leaves.push(...executeGenesis(ledger.state, settlingGenesis).leaves);
    const { contract } = payloads.contract();
    const { issuer } = payloads.issuer;
    const { verifier } = payloads.verifier;
    const city = people.city.did;
    const power = {
      ...{
        ...issuer,
        member: people.power.did,
        keys: issuer.keys.map((key) => ({ ...key, digest: digestOf('power leaf') })),
      },
      statusListPrefix: 'http://localhost:4003/status-lists/power/',
    };
    await ledger.found('admit_member', payloads.admit('city'));
    await ledger.found('admit_member', payloads.admit('power'));
    await ledger.found('register_verifier', payloads.verifier);
    const cityKeys = verifier.keys.map((key) => ({ ...key, digest: digestOf('city leaf') }));
    await ledger.found('register_verifier', { verifier: { member: city, keys: cityKeys } });
    await ledger.found('accredit_issuer', payloads.issuer);
    await ledger.found('accredit_issuer', { issuer: power });
    await ledger.found('adopt_contract', { contract });
    const named = (id: string, priceCents: number, asking: string = contract.verifier) => ({
      contract: { ...contract, id, priceCents, verifier: asking },
    });
    await ledger.found('adopt_contract', named('bank-credit', BANK_DEAR_PRICE));
    await ledger.found('adopt_contract', named('bank-free', 0));
    await ledger.found('adopt_contract', named('city-tariff', CITY_PRICE, city));
    return ledger;
  }

  async found<Kind extends LedgerTransactionKind>(kind: Kind, payload: LedgerPayloads[Kind]): Promise<void> {
    const outcome = await this.act(kind, payload, ...founders);
    if (outcome.outcome !== 'accepted') throw new Error(JSON.stringify(outcome));
  }

  async act<Kind extends LedgerTransactionKind>(
    kind: Kind,
    payload: LedgerPayloads[Kind],
    ...signers: Person[]
  ): Promise<ApplyOutcome> {
    const change = { genesis: genesisId, expiryHeight: this.height + 100 };
    const ledgerTransactions = [await signed(kind, payload, signers, change)];
    const context = { height: this.height + 1, time: this.time, genesis: genesisId };
    const executed = executeBlock(this.state, apply, { ledgerTransactions, context });
    if (executed.accepted.length > 0) this.height++;
    this.leaves.push(...executed.leaves);
    return executed.outcomes[0] as ApplyOutcome;
  }

  settle(change: Change<Settlement> = {}, signer: Person = 'bank'): Promise<ApplyOutcome> {
    const settlement = {
      ...{ member: people[signer].did, period: PERIOD, amountCents: 30 * BANK_PRICE },
      contracts: [{ id: signer === 'city' ? 'city-tariff' : 'bank-account-opening', version: 1 }],
      ...{ countsCommitment: digestOf('counts'), sharesCommitment: digestOf('shares') },
      ...change,
    };
    return this.act('settle', { settlement }, signer);
  }

  distribute(shares: IssuerShare[], change: Change<Distribution> = {}, signer: Person = 'residents') {
    const distribution = { period: PERIOD, shares, sourcesCommitment: digestOf('sources'), ...change };
    return this.act('distribute', { distribution }, signer);
  }

  balance(account: Person | typeof CLEARING_ACCOUNT | typeof COOPERATIVE_ACCOUNT): number {
    const name = account in people ? people[account as Person].did : account;
    return (this.state.get(stateKey('account', name)) as unknown as AccountRecord | undefined)?.balanceCents ?? 0;
  }

  accounts(): AccountRecord[] {
    return [...this.state.entries()]
      .filter(([key]) => key.startsWith('account/'))
      .map(([, value]) => value as unknown as AccountRecord);
  }
}
