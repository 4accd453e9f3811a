import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEmbeddedLedger } from '#anchoring/embedded';
import type { PublishedLedger } from '#anchoring/log';
import { genesisDigest, MIN_SETTLED_PROOFS, type LedgerPayloads, type LedgerTransactionKind } from '#ledger';
import { parseJson, type JsonObject } from '#primitives';
import { openDataStore, type DataStore } from '../src/adapters/typeorm/open-data-store.js';
import {
  cosigners,
  founders,
  foundedGenesis,
  logSigner,
  memberRecord,
  payloads,
  people,
  signed,
  START,
  type Person,
} from '../../../anchoring/contract/test/founded-cooperative.js';

const SETTLEMENT_SECONDS = 60;
const voters: Person[] = ['bank', 'water', 'residents', 'city'];
const genesis = foundedGenesis({
  founders: voters.map((person) => memberRecord(person)),
  governance: {
    quorumPercent: 50,
    minVotingSeconds: 10,
    maxVotingSeconds: 1000,
    maxOpenProposals: 4,
    commissionBasisPoints: 1000,
  },
  settlement: { periodSeconds: SETTLEMENT_SECONDS, minProofs: MIN_SETTLED_PROOFS, treasurer: people.residents.did },
});

/** The cooperative's own tables, with a ledger on which members asked, voted and settled. */
export class LivedLedger {
  static async open(): Promise<LivedLedger> {
    const folder = await mkdtemp(join(tmpdir(), 'incola-fsck-'));
    const data = await openDataStore(`sqlite:${join(folder, 'cooperative.sqlite')}`);
    const clock = { now: START };
    const ledger = await openEmbeddedLedger({
      genesis,
      storage: data.ledgerStorage,
      signers: { log: logSigner, cosigners },
      clock: () => clock.now * 1000,
      report: (problem) => {
        throw problem;
      },
    });
    const lived = new LivedLedger(folder, data, ledger, clock);
    await lived.#live();
    await mkdir(join(folder, 'founding'));
    const trust = { format: 'incola-trust', version: 1, genesis, issuingRoots: [], accessRoots: [] };
    await writeFile(lived.trustFile, JSON.stringify(trust));
    await writeFile(join(folder, 'checkpoint.txt'), await ledger.checkpoint());
    return lived;
  }

  private constructor(
    readonly folder: string,
    readonly data: DataStore,
    readonly ledger: PublishedLedger,
    private readonly clock: { now: number },
  ) {}

  get trustFile(): string {
    return join(this.folder, 'founding', 'trust.json');
  }

  async close(): Promise<void> {
    await this.ledger.close();
    await this.data.database.close();
  }
  async #submit<Kind extends LedgerTransactionKind>(kind: Kind, payload: LedgerPayloads[Kind], ...signers: Person[]) {
    const outcome = await this.ledger.submit(await signed(kind, payload, signers, { genesis: genesisDigest(genesis) }));
    if (outcome.outcome !== 'accepted') throw new Error(JSON.stringify(outcome));
  }

  async #vote(person: Person, choice: 'yes' | 'no', counter = 1) {
    const ballot = { proposal: 'house-rules', member: people[person].did, choice, counter, statementDigest: null };
    await this.#submit('vote', { ballot }, person);
  }

  async #live(): Promise<void> {
    await this.#submit('register_verifier', payloads.verifier, ...founders);
    await this.#submit('accredit_issuer', payloads.issuer, ...founders);
    await this.#submit('adopt_contract', payloads.contract(), ...founders);
    await this.#submit('anchor', payloads.anchor(), 'bank');
    const subject = {
      kind: 'adopt_text',
      title: { en: 'House rules', fr: 'Règlement' },
      textDigest: payloads.contract().contract.legalTextDigest,
    } as const;
    const argument = { words: { en: 'It helps.', fr: 'Cela sert.' }, textDigest: null };
    const proposal = {
      id: 'house-rules',
      proposer: people.bank.did,
      subject,
      argument,
      opensAt: this.clock.now,
      closesAt: this.clock.now + 10,
    };
    await this.#submit('propose', { proposal }, 'bank');
    for (const person of voters) await this.#vote(person, 'yes');
    await this.#vote('city', 'no', 2);
    await this.#vote('city', 'yes', 3);
    this.clock.now += 60;
    await this.#submit('close_proposal', { proposal: 'house-rules' }, 'water');
    const period = Math.floor(this.clock.now / SETTLEMENT_SECONDS) - 1;
    const [countsCommitment, sharesCommitment] = [genesis.contractCodeDigest, genesis.contractCodeDigest];
    const contracts = [{ id: 'bank-account-opening', version: 1 }];
    const settlement = {
      member: people.bank.did,
      period,
      amountCents: 1000,
      contracts,
      countsCommitment,
      sharesCommitment,
    };
    await this.#submit('settle', { settlement }, 'bank');
    const shares = [{ issuer: people.water.did, amountCents: 900 }];
    await this.#submit(
      'distribute',
      { distribution: { period, shares, sourcesCommitment: countsCommitment } },
      'residents',
    );
  }
}

/** Runs a command. @returns its exit code, its lines, and the JSON of the last one */
export async function run(
  command: (args: readonly string[], print: (line: string) => void) => Promise<number>,
  ...args: string[]
): Promise<{ code: number; lines: string[]; result: JsonObject }> {
  const lines: string[] = [];
  const code = await command(args, (line) => lines.push(line));
  return { code, lines, result: parseJson(lines.at(-1) ?? '') as JsonObject };
}
