import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqlite } from '#service-kit/sqlite';
import type { LedgerPayloads, LedgerTransactionKind } from '#ledger';
import { digestOf, founders, payloads, people, type Person } from '../../contract/test/founded-cooperative.js';
import { ALL_YES, governedGenesis, GovernedLedger } from '../../contract/test/governed-ledger.js';
import { FictiveEngine, firstValidators, signedFor, validatorOf, withNetwork } from './fictive-engine.js';

const genesis = withNetwork(governedGenesis);
const SETTLEMENT_SECONDS = 60;

/** A validator's application, in a network's folder, after votes, settlements, a change of validators and empty blocks. */
export class LivedNode {
  static readonly genesis = genesis;
  readonly #write = signedFor(genesis);

  static async open(): Promise<LivedNode> {
    const network = mkdtempSync(join(tmpdir(), 'incola-lived-node-'));
    const folder = join(network, 'nodes', 'citizens-1');
    mkdirSync(join(folder, 'data'), { recursive: true });
    const trust = { format: 'incola-trust', version: 1, genesis, issuingRoots: [], accessRoots: [] };
    writeFileSync(join(network, 'trust.json'), JSON.stringify(trust));
    const file = join(folder, 'data', 'application.sqlite');
    const engine = await FictiveEngine.open({ genesis, databaseFile: file });
    await engine.initChain();
    const lived = new LivedNode(network, folder, file, engine);
    await lived.#live();
    return lived;
  }

  private constructor(
    private readonly network: string,
    readonly folder: string,
    readonly file: string,
    readonly engine: FictiveEngine,
  ) {}

  /** A copy of the database, as a backup makes it, with one thing changed in it. */
  spoiled(sql: string, ...values: unknown[]): string {
    const copy = join(mkdtempSync(join(this.network, 'copy-')), 'copy.sqlite');
    for (const ending of ['', '-wal']) copyFileSync(`${this.file}${ending}`, `${copy}${ending}`);
    if (this.write(copy, sql, ...values) === 0) throw new Error(`nothing was changed: ${sql}`);
    return copy;
  }

  /** @returns how many rows were changed */
  write(file: string, sql: string, ...values: unknown[]): number {
    const database = openSqlite(file);
    const { changes } = database.prepare(sql).run(...values);
    database.close();
    return changes;
  }

  async close(): Promise<void> {
    await this.engine.close();
    rmSync(this.network, { recursive: true });
  }

  async block<Kind extends LedgerTransactionKind>(kind: Kind, payload: LedgerPayloads[Kind], ...signers: Person[]) {
    const { txResults } = await this.engine.makeBlock([await this.#write(kind, payload, signers)]);
    if (txResults.some(({ code }) => code !== 0) || txResults.length === 0) throw new Error(`${kind} was refused`);
  }

  async #live(): Promise<void> {
    const { engine } = this;
    await this.block('register_verifier', payloads.verifier, ...founders);
    await engine.makeBlock([]);
    await this.block('accredit_issuer', payloads.issuer, ...founders);
    await this.block('adopt_contract', payloads.contract(), ...founders);
    await engine.makeBlock([]);
    await engine.makeBlock([]);
    await this.#changeValidators();
    engine.time += 2 * SETTLEMENT_SECONDS;
    const period = Math.floor(engine.time / SETTLEMENT_SECONDS) - 1;
    const [countsCommitment, sharesCommitment] = [digestOf('counts'), digestOf('shares')];
    const contracts = [{ id: 'bank-account-opening', version: 1 }];
    const bank = { member: people.bank.did, period, amountCents: 1000, contracts };
    await this.block('settle', { settlement: { ...bank, countsCommitment, sharesCommitment } }, 'bank');
    const shares = [{ issuer: people.water.did, amountCents: 900 }];
    const distribution = { period, shares, sourcesCommitment: digestOf('sources') };
    await this.block('distribute', { distribution }, 'residents');
    await engine.makeBlock([]);
  }

  async #changeValidators(): Promise<void> {
    const validators = [...firstValidators, validatorOf('city')];
    const proposal = new GovernedLedger().proposalOf({ kind: 'set_validators', validators });
    await this.block('propose', { proposal }, 'bank');
    for (const person of Object.keys(ALL_YES) as Person[]) {
      const vote = { proposal: proposal.id, member: people[person].did, choice: 'yes' as const, counter: 1 };
      await this.block('vote', { ballot: { ...vote, statementDigest: null } }, person);
    }
    this.engine.time += SETTLEMENT_SECONDS;
    await this.block('close_proposal', { proposal: proposal.id }, 'residents');
  }
}
