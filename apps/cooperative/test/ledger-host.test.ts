import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { verifyWithNodeCrypto } from '#identity';
import {
  attestationShape,
  createHttpLedger,
  createLedgerTransactionBody,
  genesisDigest,
  ledgerTransactionId,
  signLedgerTransaction,
  stateKey,
  verifyAttestation,
  verifyLedgerProof,
  writeLedgerTransaction,
  type LedgerTransaction,
} from '#ledger';
import { encodeBase64, platformRandom, sha256 } from '#primitives';
import { databasesUnderTest } from '../../../test/environment/databases.js';
import type { CooperativeService } from '../src/start-cooperative.js';
import {
  BANK,
  CITY,
  foundInFolder,
  sendFounding,
  start,
  UTILITY,
  type FoundedCooperative,
} from './founded-cooperative.js';

const clock = () => Date.now();

describe.each(databasesUnderTest())('the ledger host ($name)', ({ freshUrl }) => {
  let founded: FoundedCooperative;
  let service: CooperativeService;
  const at = (path: string, init?: RequestInit) => fetch(founded.config.publicUrl + path, init);
  const ledger = () => createHttpLedger({ baseUrl: founded.config.publicUrl, fetch });
  const submit = (body: string) =>
    at('/api/v1/ledger/transactions', { method: 'POST', body, headers: { 'content-type': 'application/json' } });

  beforeAll(async () => {
    founded = await foundInFolder(clock, await freshUrl());
    service = await start(founded, clock);
  });
  afterAll(async () => {
    await service.close();
    await founded.close();
  });

  async function anchor(member: string, overrides: { genesis?: string; period?: number } = {}) {
    const { anchorPeriodSeconds } = founded.trustFile.genesis.parameters;
    const body = createLedgerTransactionBody(
      'anchor',
      {
        anchor: {
          member,
          stream: 'presentations',
          period: overrides.period ?? Math.floor(clock() / 1000 / anchorPeriodSeconds),
          root: 'B'.repeat(42) + 'A',
          size: 1024,
        },
      },
      {
        genesis: overrides.genesis ?? genesisDigest(founded.trustFile.genesis),
        contractVersion: 1,
        random: platformRandom,
        expiryHeight: (await ledger().head()).height + 100,
      },
    );
    return signLedgerTransaction(body, await founded.signers(member));
  }

  test('accepts every founding transaction that all colleges endorsed, and answers a repeat with the first place', async () => {
    expect(new Set(await sendFounding(founded))).toEqual(new Set(['accepted']));
    expect(new Set(await sendFounding(founded))).toEqual(new Set(['duplicate']));
    expect((await ledger().head()).height).toBe(founded.founding.length);
  });

  test('shows members and contracts, page by page', async () => {
    const seen: string[] = [];
    let cursor = '';
    do {
      const answer = await at(`/api/v1/members?limit=3${cursor && `&cursor=${cursor}`}`);
      const page = (await answer.json()) as { items: { did: string }[]; cursor?: string };
      seen.push(...page.items.map(({ did }) => did));
      cursor = page.cursor ?? '';
    } while (cursor);
    expect([...seen].sort()).toEqual([founded.association, UTILITY, BANK, CITY].sort());
    expect(await (await at('/api/v1/contracts/bank-account-opening')).json()).toMatchObject({
      verifier: BANK,
      status: 'in_force',
    });
    expect((await at('/api/v1/contracts/unknown')).status).toBe(404);
  });

  test('gives a state proof that holds against the trust file alone', async () => {
    const trust = (await (await at('/api/v1/trust')).json()) as typeof founded.trustFile;
    expect(trust).toEqual(founded.trustFile);
    const keys = [stateKey('member', BANK), stateKey('verifier', BANK), stateKey('contract', 'bank-account-opening')];
    const proof = await ledger().proveState(keys);
    const verified = await verifyLedgerProof(proof, founded.trustFile.genesis, verifyWithNodeCrypto);
    expect(verified).toMatchObject({ attested: { operators: 'single' } });
    expect(proof.entries.map(({ value }) => value)).toEqual([
      expect.objectContaining({ did: BANK, status: 'active' }),
      expect.objectContaining({ member: BANK }),
      expect.objectContaining({ verifier: BANK }),
    ]);
  });

  test('gives a history proof of an anchor, and the leaves to anyone', async () => {
    const sent = await anchor(BANK);
    expect(await ledger().submit(sent)).toMatchObject({ outcome: 'accepted' });
    const proof = await ledger().proveHistory(ledgerTransactionId(sent.body));
    expect(proof).toBeDefined();
    if (proof) await verifyLedgerProof(proof, founded.trustFile.genesis, verifyWithNodeCrypto);
    const entries = (await (await at('/api/v1/ledger/entries?start=0&count=2')).json()) as { leaves: string[] };
    expect(entries.leaves).toHaveLength(2);
    expect(await (await at('/api/v1/ledger/checkpoint')).text()).toContain(founded.trustFile.genesis.origin);
    const attestation = attestationShape.parse(await (await at('/api/v1/ledger/attestation')).json());
    const attested = await verifyAttestation(attestation, founded.trustFile.genesis, verifyWithNodeCrypto);
    expect(attested.size).toBe(proof?.inclusion.size);
    expect((await at('/api/v1/ledger/genesis')).status).toBe(200);
  });

  test('answers what the contract refuses as data: unsigned, not its own, of another genesis', async () => {
    const signed = await anchor(CITY);
    const foreign = await anchor(CITY, { genesis: 'C'.repeat(42) + 'A' });
    const others = await signLedgerTransaction(signed.body, await founded.signers(BANK));
    for (const [sent, code] of [
      [{ ...signed, signatures: [] }, 'signature_missing'],
      [others, 'not_the_member'],
      [foreign, expect.stringContaining('genesis')],
    ] as const) {
      const answer = await submit(writeLedgerTransaction(sent as LedgerTransaction));
      expect([answer.status, await answer.json()]).toEqual([
        200,
        expect.objectContaining({ outcome: 'refused', code }),
      ]);
    }
  });

  test.each([
    ['garbage', '{"body":', 'malformed_json'],
    ['deep JSON', '['.repeat(60) + ']'.repeat(60), 'json_too_deep'],
    ['another shape', '{"body":{},"signatures":[]}', 'malformed_ledger_transaction'],
    ['a spelling that is not canonical', '{ "body": {} }', 'ledger_transaction_not_canonical'],
    ['an empty body', '', 'malformed_json'],
  ])('refuses %s with a problem', async (_what, body, code) => {
    const answer = await submit(body);
    expect(answer.status).toBe(400);
    expect(answer.headers.get('content-type')).toMatch(/problem\+json/);
    expect(await answer.json()).toMatchObject({ code });
  });

  test('refuses an oversized transaction', async () => {
    expect((await submit(JSON.stringify('x'.repeat(200_000)))).status).toBe(413);
  });

  test.each([
    '/api/v1/ledger/entries?start=-1',
    '/api/v1/ledger/entries?start=0&count=100000',
    '/api/v1/ledger/entries',
    '/api/v1/ledger/proofs/state',
    '/api/v1/ledger/proofs/state?key=a&key=a',
    `/api/v1/ledger/proofs/state?${Array.from({ length: 17 }, (_, index) => `key=member/${index}`).join('&')}`,
    `/api/v1/ledger/proofs/state?key=${encodeURIComponent("'; DROP TABLE cooperative_ledger_state; --")}`,
    '/api/v1/ledger/proofs/history/short',
    '/api/v1/members?limit=0',
    '/api/v1/members?cursor=%3Cb%3E',
    '/api/v1/contracts/%3Cscript%3E',
  ])('refuses %s with a problem', async (path) => {
    const answer = await at(path);
    expect(answer.status).toBe(400);
    expect(await answer.text()).not.toMatch(/script|DROP/);
  });

  test('answers 404 where there is nothing', async () => {
    for (const path of [
      `/api/v1/ledger/proofs/history/${'A'.repeat(43)}`,
      '/api/v1/credential-types/x',
      '/nobody/did.json',
    ]) {
      expect((await at(path)).status).toBe(404);
    }
  });

  test('serves type metadata and did:web documents to any origin', async () => {
    const { items } = (await (await at('/api/v1/credential-types')).json()) as { items: Record<string, string>[] };
    expect(items.map(({ id }) => id)).toEqual(['age', 'municipality', 'residency']);
    for (const { id = '', vct = '', integrity } of items) {
      for (const name of [id, encodeURIComponent(vct)]) {
        const type = await at(`/api/v1/credential-types/${name}`);
        expect(type.headers.get('content-type')).toMatch(/^application\/json/);
        // Over the very octets: SD-JWT VC §5.
        const digest = sha256(new Uint8Array(await type.clone().arrayBuffer()));
        expect(`sha256-${encodeBase64(digest)}`).toBe(integrity);
        expect(await type.json()).toMatchObject({ vct });
      }
    }
    const did = await at('/habitants/did.json');
    expect([did.headers.get('content-type'), did.headers.get('access-control-allow-origin')]).toEqual([
      expect.stringContaining('application/did+json'),
      '*',
    ]);
    expect(await did.json()).toMatchObject({ id: founded.association });
  });

  test('goes on after a restart with the same log', async () => {
    const before = (await service.ledger.head()).height;
    const { size } = await service.ledger.entries(0, 1);
    await service.close();
    service = await start(founded, clock);
    expect((await ledger().head()).height).toBe(before);
    expect((await service.ledger.entries(0, 1)).size).toBe(size);
    expect(await ledger().submit(await anchor(CITY))).toMatchObject({ outcome: 'accepted', height: before + 1 });
  });
});
