import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { StateProof } from '#ledger';
import { verifyWithNodeCrypto } from '#identity';
import { openDatabase, type Database } from '#service-kit/database';
import { DEFAULT_POLICY, type VerificationTrust } from '#verification';
import { databasesUnderTest, type DatabaseUnderTest } from '../../../test/environment/databases.js';
import { dataEntities, dataMigrations } from '../src/adapters/typeorm/open-stores.js';
import { TypeormEvidence } from '../src/adapters/typeorm/typeorm-evidence.js';
import { TypeormTrustInputs } from '../src/adapters/typeorm/typeorm-trust-inputs.js';
import { recordTrust } from '../src/evidence/record-trust.js';
import { TrustInputs } from '../src/evidence/trust-inputs.js';

const HOUR = 3_600_000;
const list = (uri: string, version: number) => ({
  ...{ uri, version, bits: 1 as const, statuses: new Uint8Array(1), issuedAt: 1, expiresAt: null, ttl: null },
  ...{ signerKeyDigest: 'k', versionSeenAt: 1, token: `${uri} ${version}` },
});

describe.each<DatabaseUnderTest>(databasesUnderTest())('What decisions rest on, on $name', (underTest) => {
  let database: Database;
  const time = { now: 1_800_000_000_000 };
  beforeAll(async () => {
    const url = await underTest.freshUrl();
    database = await openDatabase({ url, entities: dataEntities, migrations: dataMigrations });
  }, 60_000);
  afterAll(() => database.close());

  const lists = new Map([list('https://a.example/1', 1), list('https://a.example/2', 1)].map((one) => [one.uri, one]));
  const trust: VerificationTrust = {
    ...{ issuingRoots: ['root'], state: null, policy: DEFAULT_POLICY, verifySignature: verifyWithNodeCrypto },
    statusList: (uri) => lists.get(uri),
  };
  const proof = { format: 'incola-ledger-proof', kind: 'state' } as unknown as StateProof;
  const used = (...uris: string[]) => {
    const recorded = recordTrust(trust, [proof]);
    for (const uri of uris) recorded.trust.statusList(uri);
    return recorded;
  };
  const instance = () => new TrustInputs(new TypeormTrustInputs(database), () => time.now);
  const kindsOf = async (manifest: string) =>
    (await new TypeormTrustInputs(database).ofManifest(manifest)).map(({ kind }) => kind).sort();
  const count = () => database.read((manager) => manager.query('SELECT "digest" FROM "verifier_trust_input"'));
  const keep = (presentationId: string, trustManifest: string) =>
    new TypeormEvidence(database).insert({
      ...{ tenantId: 'bank', presentationId, verdictRecord: 'r', trustManifest },
      ...{ sealedAnswer: null, sealedPresentation: null, sealedAssessment: null },
    });

  test('is stored once, whatever instance registers it and however often', async () => {
    const [one, two] = [instance(), instance()];
    const both = used('https://a.example/1', 'https://a.example/2', 'https://unknown.example/3');
    const digests = await Promise.all([one.register(both), one.register(both), two.register(both)]);
    expect(new Set(digests).size).toBe(1);
    expect(await kindsOf(digests[0] ?? '')).toEqual([
      ...['issuing_roots', 'manifest', 'state_proof', 'status_list_jwt', 'status_list_jwt'],
    ]);
    const first = await one.register(used('https://a.example/1'));
    expect(first).not.toBe(digests[0]);
    // One manifest more, and nothing else.
    expect(await count()).toHaveLength(6);
  });

  test('numbers of another policy make another manifest, and a host that is down too', async () => {
    const inputs = instance();
    const plain = await inputs.register(used('https://a.example/1'));
    const strict = used('https://a.example/1');
    strict.trust.policy = { ...DEFAULT_POLICY, onStatusUnavailable: 'accept' };
    const down = recordTrust({ ...trust, isStatusHostDown: () => true }, [proof]);
    down.trust.statusList('https://a.example/1');
    down.trust.isStatusHostDown?.('https://a.example/1');
    const digests = [plain, await inputs.register(strict), await inputs.register(down)];
    expect(new Set(digests).size).toBe(3);
    expect(await kindsOf(digests[2] ?? '')).toEqual(await kindsOf(plain));
  });

  test('a list that a refresh replaces between two looks is the one that was looked at first', () => {
    const recorded = used('https://a.example/1');
    const before = lists.get('https://a.example/1');
    lists.set('https://a.example/1', list('https://a.example/1', 2));
    expect(recorded.trust.statusList('https://a.example/1')).toBe(before);
    if (before !== undefined) lists.set('https://a.example/1', before);
  });

  test('is kept as long as evidence needs it, then for a day, and no longer', async () => {
    const inputs = instance();
    const kept = await inputs.register(used('https://a.example/1'));
    await keep('a', kept);
    const dropped = await inputs.register(used('https://a.example/2'));
    time.now += 23 * HOUR;
    await inputs.collect();
    expect(await kindsOf(dropped)).toHaveLength(4);
    time.now += 2 * HOUR;
    await inputs.collect();
    expect(await kindsOf(dropped)).toEqual([]);
    expect(await kindsOf(kept)).toEqual(['issuing_roots', 'manifest', 'state_proof', 'status_list_jwt']);
    await new TypeormEvidence(database).erase('bank', 'a');
    await inputs.collect();
    expect(await count()).toEqual([]);
  });

  test('is not forgotten where another instance says that it needs it again', async () => {
    const [early, late] = [instance(), instance()];
    await early.register(used('https://a.example/1'));
    time.now += 23 * HOUR;
    const digest = await late.register(used('https://a.example/1'));
    time.now += 2 * HOUR;
    await early.collect();
    expect(await kindsOf(digest)).toHaveLength(4);
    // It remembers for an hour only, and so does not refer to what somebody else may have forgotten meanwhile.
    time.now += 25 * HOUR;
    await early.collect();
    expect(await kindsOf(digest)).toEqual([]);
    expect(await late.register(used('https://a.example/1'))).toBe(digest);
    expect(await kindsOf(digest)).toHaveLength(4);
  });
});
