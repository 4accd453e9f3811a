import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { openEmbeddedLedger, SqliteLedgerStorage } from '#anchoring/embedded';
import type { PublishedLedger } from '#anchoring/log';
import { verifyWithNodeCrypto } from '#identity';
import {
  archivedProofs,
  genesisDigest,
  settlementCommitment,
  stateKey,
  type Ledger,
  type LedgerPayloads,
  type LedgerTransactionKind,
  type SettlementRecord,
} from '#ledger';
import { decodeBase64url, outage, platformRandom } from '#primitives';
import type { StatementHooks } from '#service-kit/database';
import type { GuardedFetch } from '#service-kit/fetch';
import { Outbox, OutboxWorker } from '#service-kit/outbox';
import { Tenants } from '#service-kit/tenants';
import {
  cosigners,
  founders,
  logSigner,
  payloads,
  people,
  signed,
} from '../../../anchoring/contract/test/founded-cooperative.js';
import { BANK_PRICE, PERIOD_SECONDS, settlingGenesis } from '../../../anchoring/contract/test/settling-ledger.js';
import { databasesUnderTest } from '../../../test/environment/databases.js';
import { openDataStores, type DataStores } from '../src/adapters/typeorm/open-stores.js';
import type { AskingMember } from '../src/organisations/asking-member.js';
import { closeSettlement, SETTLEMENT_KIND, type ClosingSettlementParts } from '../src/settlement/close-settlements.js';
import { createSettlementSubmission } from '../src/settlement/submit-settlement.js';

const TENANT = 'bank';
const [water, power] = [people.water.did, people.power.did];
let seconds = settlingGenesis.createdAt + 200;
const clock = () => seconds * 1000;

describe.each(databasesUnderTest())('the settlement of a verifier ($name)', ({ freshUrl }) => {
  let url: string;
  let data: DataStores;
  let ledger: PublishedLedger;
  beforeAll(async () => {
    const report = (problem: Error) => {
      throw problem;
    };
    const signers = { log: logSigner, cosigners };
    ledger = await openEmbeddedLedger({
      genesis: settlingGenesis,
      storage: new SqliteLedgerStorage(':memory:'),
      signers,
      clock,
      report,
    });
    const found = async <Kind extends LedgerTransactionKind>(kind: Kind, payload: LedgerPayloads[Kind]) => {
      const outcome = await ledger.submit(
        await signed(kind, payload, founders, { genesis: genesisDigest(settlingGenesis) }),
      );
      expect(outcome).toMatchObject({ outcome: 'accepted' });
    };
    await found('register_verifier', payloads.verifier);
    await found('accredit_issuer', payloads.issuer);
    await found('adopt_contract', payloads.contract());
  });
  beforeEach(async () => {
    url = await freshUrl();
    if (url.includes(':memory:'))
      url = `sqlite:${join(await mkdtemp(join(tmpdir(), 'incola-settling-')), 'data.sqlite')}`;
    data = await openDataStores({ databaseUrl: url });
    seconds += PERIOD_SECONDS;
  });

  async function verify(proofs: number, issuer: string): Promise<void> {
    const proof = { tenantId: TENANT, contractId: 'bank-account-opening', contractVersion: 1, issuer };
    const ids = Array.from({ length: proofs }, () => Buffer.from(platformRandom(16)).toString('base64url'));
    await data.payableProofs.insert(ids.map((id) => ({ ...proof, id })));
  }

  function closing(stores: DataStores, port: Ledger = ledger): ClosingSettlementParts {
    const outbox = new Outbox(clock, platformRandom);
    const codes: string[] = [];
    const more = { considered: new Map(), report: (code: string) => void codes.push(code) };
    return {
      ...stores,
      ...more,
      outbox,
      clock,
      random: platformRandom,
      ledger: port,
      genesis: settlingGenesis,
      proofs: archivedProofs(ledger, verifyWithNodeCrypto),
    };
  }

  const period = () => Math.floor(seconds / PERIOD_SECONDS) - 1;
  async function counted(): Promise<{ waiting: number; settled: number }> {
    const sum = (counts: { proofs: number }[] = []) => counts.reduce((total, { proofs }) => total + proofs, 0);
    const settlement = await data.settlements.find(TENANT, period());
    return { waiting: sum(await data.payableProofs.count(TENANT)), settled: sum(settlement?.counts) };
  }

  const member = { slug: TENANT, did: people.bank.did, ledger: people.bank.signer } as AskingMember;
  const submission = (port: Ledger, fetch: GuardedFetch) =>
    createSettlementSubmission({
      ...{ ...data, tenants: new Tenants([member]), ledger: port, genesis: settlingGenesis },
      ...{ random: platformRandom, fetch, cooperativeUrl: 'http://cooperative.example' },
    });
  const answering =
    (status: number, bodies: string[] = []): GuardedFetch =>
    async (_url, init) => {
      bodies.push(String(init?.body));
      return { status, headers: {}, bytes: new Uint8Array(), text: () => '', json: () => null };
    };

  async function work(port: Ledger, fetch: GuardedFetch): Promise<string[]> {
    const failed: string[] = [];
    const worker = new OutboxWorker({
      ...{ database: data.database, outbox: new Outbox(clock, platformRandom), clock },
      handlers: { [SETTLEMENT_KIND]: submission(port, fetch) },
      report: ({ code }) => failed.push(code),
    });
    await worker.drain();
    return failed;
  }

  it('is closed once, by whichever instance comes first, and what is verified meanwhile waits', async () => {
    await verify(20, water);
    await verify(5, power);
    await Promise.all([closeSettlement(TENANT, closing(data)), closeSettlement(TENANT, closing(data))]);
    expect(await counted()).toEqual({ waiting: 0, settled: 25 });
    await verify(30, water);
    await closeSettlement(TENANT, closing(data));
    expect(await counted()).toEqual({ waiting: 30, settled: 25 });
    await data.database.close();
  });

  it('loses no proof and counts none twice, at whichever statement it dies', async () => {
    await verify(25, water);
    for (let stop = 1, died = true; died; stop++) {
      let [statements, armed] = [0, false];
      const hooks: StatementHooks = {
        beforeStatement: () => {
          if (armed && ++statements >= stop) throw outage('stopped', 'The database is gone.');
        },
      };
      const opened = await openDataStores({ databaseUrl: url }, hooks);
      armed = true;
      await closeSettlement(TENANT, closing(opened)).catch(() => undefined);
      died = statements >= stop;
      armed = false;
      await opened.database.close();
      const { waiting, settled } = await counted();
      expect([waiting + settled, settled === 0 || settled === 25]).toEqual([25, true]);
      if (settled === 25) break;
    }
    expect(await counted()).toEqual({ waiting: 0, settled: 25 });
    await data.database.close();
  });

  it('waits while the ledger is away, and is sent again until it and its shares have arrived, with one effect', async () => {
    await verify(21, water);
    const gone = () => Promise.reject(outage('ledger_unavailable', 'The ledger cannot be reached.'));
    const away: Ledger = { submit: gone, proveHistory: gone, proveState: gone, head: gone };
    await closeSettlement(TENANT, closing(data, away));
    expect(await counted()).toEqual({ waiting: 21, settled: 0 });
    await closeSettlement(TENANT, closing(data));
    // The ledger takes it, and the answer is lost.
    const deaf: Ledger = {
      ...away,
      head: () => ledger.head(),
      submit: (one) => ledger.submit(one).then(gone),
    };
    expect(await work(deaf, answering(204))).toEqual(['ledger_unavailable']);
    seconds += 3600;
    const settledIn = Math.floor((seconds - 3600) / PERIOD_SECONDS) - 1;
    expect(await work(ledger, answering(503))).toEqual(['shares_refused']);
    seconds += 3600;
    const bodies: string[] = [];
    expect(await work(ledger, answering(204, bodies))).toEqual([]);
    const stored = await data.settlements.find(TENANT, settledIn);
    expect(stored).toMatchObject({
      state: 'shown',
      amountCents: 21 * BANK_PRICE,
      shares: [{ issuer: water, amountCents: 840 }],
    });
    const { entries } = await ledger.proveState([stateKey('settlement', people.bank.did, settledIn)]);
    const record = entries[0]?.value as unknown as SettlementRecord;
    // What was sent opens the one commitment, and what is kept opens the other.
    const shown = JSON.parse(bodies[0] ?? '') as { shares: never; salt: string };
    expect(settlementCommitment('shares', decodeBase64url(shown.salt), shown.shares)).toBe(record.sharesCommitment);
    const kept = settlementCommitment('counts', decodeBase64url(stored?.countsSalt ?? ''), stored?.counts ?? []);
    expect(kept).toBe(record.countsCommitment);
    expect(bodies[0]).not.toContain('bank-account-opening');
    await data.database.close();
  });
});
