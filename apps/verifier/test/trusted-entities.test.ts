import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { once } from 'node:events';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkEvidence } from '#evidence';
import { verifyWithNodeCrypto } from '#identity';
import { createDirectPost, encryptResponse } from '#openid4vp';
import { createJws, platformRandom } from '#primitives';
import { issueSdJwtVc, presentSdJwtVc } from '#sd-jwt-vc';
import { compressStatuses, createStatuses, createStatusListJwt, setStatus } from '#status-list/server';
import { digestOf, es256Signer } from '../../../anchoring/contract/test/founded-cooperative.js';
import { makeAuthority, makeKey, makeLeaf, type TestAuthority, type TestKey } from '../../../test/guards/keys.js';
import { readTrustedLists } from '../src/trusted-entities/read-trusted-lists.js';
import { fetchRequest, postForm } from './fictive-wallet.js';
import { startSetting, type Setting } from './running-verifier.js';

const PID = 'urn:eudi:pid:1';
const both = (text: string) => ({ en: text, fr: text });

let setting: Setting;
let host: Server;
let hostUrl: string;
let authority: TestAuthority;
let issuer: TestKey;
let leaf: string;
/** What the host of status lists serves, by path. */
const lists = new Map<string, string>();
const asked: string[] = [];

beforeAll(async () => {
  host = createServer((request, response) => {
    asked.push(`${request.url ?? ''} ${request.headers.accept ?? ''}`);
    const token = lists.get(request.url ?? '');
    response.writeHead(token === undefined ? 503 : 200).end(token);
  }).listen(0, '127.0.0.1');
  await once(host, 'listening');
  hostUrl = `http://localhost:${(host.address() as AddressInfo).port}`;
  [authority, issuer] = await Promise.all([makeAuthority('Etat fictif'), makeKey()]);
  leaf = await makeLeaf('Identite fictive', issuer, authority);
  const entity = { id: 'https://pid.example', name: 'Identité fictive', types: [PID], anchors: [authority.der] };
  const entities = [{ ...entity, from: '2026-01-01T00:00:00Z', status: 'if_present' }];
  const file = join(await mkdtemp(join(tmpdir(), 'incola-lists-')), 'eu-pid.json');
  await writeFile(file, JSON.stringify({ format: 'incola-trusted-entities', version: 1, list: 'eu-pid', entities }));
  setting = await startSetting(undefined, {
    tenants: { bank: { trustedEntities: [file] } },
    outgoingOrigins: [hostUrl],
    contracts: (didOf) =>
      (['bank', 'city'] as const).map((slug) => ({
        ...{ id: `identity-${slug}`, version: 1, title: both('Title'), recipients: [], maxEvidenceAgeDays: 90 },
        ...{ anchoredBeforeDecision: false, legalTextDigest: digestOf('legal text'), priceCents: 0 },
        ...{ verifier: didOf(slug), onWithdrawal: 'restrict', retentionDays: 5 },
        purpose: { dpv: 'dpv:ServiceProvision', words: both('Purpose') },
        legalBasis: { dpv: 'eu-gdpr:A6-1-c', words: both('Law') },
        claims: [{ vct: PID, path: ['family_name'], maxValues: 0 }],
      })),
  });
}, 60_000);
afterAll(async () => {
  await setting.close();
  host.close();
});

async function publish(path: string, revoked: number[] = []): Promise<void> {
  const statuses = createStatuses(64, 1);
  for (const index of revoked) setStatus(statuses, 1, index, 1);
  const { now } = setting.cooperative.time;
  const times = { issuedAt: now, expiresAt: now + 86_400, ttl: 600, version: 0 };
  const list = { uri: `${hostUrl}${path}`, bits: 1 as const, compressed: await compressStatuses(statuses) };
  lists.set(path, await createStatusListJwt({ ...list, ...times, x5c: [leaf], signer: issuer }));
}

/** Presents the foreign credential. @returns HTTP status, and what the verifier holds of it */
async function present(tenant: 'bank' | 'city', path: string | undefined, changes: { signer?: TestKey } = {}) {
  const { id, walletLink } = await setting.ask(tenant, { contract: `identity-${tenant}` });
  const { now } = setting.cooperative.time;
  const { payload } = await fetchRequest(walletLink, now);
  const holder = es256Signer('holder');
  const status = path === undefined ? {} : { status: { idx: 3, uri: `${hostUrl}${path}` } };
  const compact = await issueSdJwtVc(
    {
      ...{ vct: PID, claims: { family_name: 'Fictive' }, holderKey: holder.publicJwk, x5c: [leaf] },
      ...{ ...status, issuedAt: now - 10, expiresAt: now + 86_400 },
    },
    { signer: changes.signer ?? issuer, random: platformRandom },
  );
  const [query] = payload.dcql_query.credentials;
  const keyBinding = { audience: payload.client_id, presentationNonce: payload.nonce, issuedAt: now, signer: holder };
  const presented = await presentSdJwtVc({ compact, disclose: [['family_name']], keyBinding });
  const vpToken = { [query?.id ?? '']: [presented] };
  const jwe = await encryptResponse({ vpToken, stateParameter: payload.state ?? '' }, payload.client_metadata);
  const answer = await postForm(payload.response_uri, createDirectPost(jwe));
  const { body } = await setting.call(tenant, 'GET', `verifications/${id}`);
  const verdicts = body.verdicts as { check: string; outcome: string; code: string }[];
  const codes = new Map(verdicts.map(({ check, code }) => [check, code]));
  const refused = verdicts.filter(({ outcome }) => outcome === 'failed').map(({ check, code }) => `${check}: ${code}`);
  return { id, status: answer.status, body, codes, refused };
}

describe('a credential of an issuer on the bank’s list', () => {
  test('is verified, with its status fetched from its own host, and told to be on a list of the Union', async () => {
    await publish('/lists/1');
    const { status, body, codes, refused } = await present('bank', '/lists/1');
    expect({ status, refused }).toEqual({ status: 200, refused: [] });
    expect(codes.get('issuer-accredited')).toBe('on_list_of_the_union');
    expect(codes.get('status-anchored')).toBe('not_on_ledger');
    expect(body.answer).toMatchObject([
      { vct: PID, issuer: 'https://pid.example', claims: { family_name: 'Fictive' } },
    ]);
    expect(asked).toEqual(['/lists/1 application/statuslist+jwt']);
    await present('bank', '/lists/1');
    expect(asked).toHaveLength(1);
  });

  test('leaves evidence by which it is decided again offline, its list of entities and of statuses in it', async () => {
    const { id } = await present('bank', '/lists/1');
    const { body } = await setting.call('bank', 'GET', `verifications/${id}/evidence`);
    const report = await checkEvidence(JSON.stringify(body), setting.cooperative.trustFile, verifyWithNodeCrypto);
    const others = report.items
      .filter(({ outcome }) => outcome !== 'holds')
      .map(({ item, code }) => `${item}: ${code}`);
    expect(others).toEqual(['ledger-proof: not_anchored_yet']);
    const item = report.items.find((one) => one.item === 'trusted-entities');
    expect(item).toMatchObject({ code: 'own_list', reasons: ['https://pid.example'] });
  });

  test('is refused once its list revokes it, which the timer brings', async () => {
    await publish('/lists/1', [3]);
    await setting.verifier.runDueWork();
    const { status, refused } = await present('bank', '/lists/1');
    expect({ status, refused }).toEqual({ status: 400, refused: ['status: revoked'] });
  });

  test('is refused while the host of its status is down, and verified without a status, which its list does not demand', async () => {
    expect((await present('bank', '/lists/away')).refused).toEqual(['status-fetched: status_host_down']);
    expect((await present('bank', undefined)).status).toBe(200);
  });

  test('has no list fetched that somebody else signs or names', async () => {
    await publish('/lists/forged');
    const stranger = await makeKey();
    const before = asked.length;
    expect((await present('bank', '/lists/forged', { signer: stranger })).status).toBe(400);
    expect(asked.slice(before)).toEqual([]);
    const foreign = await makeLeaf('Autre', stranger, await makeAuthority('Autre Etat'));
    const token = { status_list: { bits: 1, lst: 'eNpjYAAAAAEAAQ' }, sub: `${hostUrl}/lists/2`, iat: 1, ttl: 9 };
    lists.set('/lists/2', await createJws({ typ: 'statuslist+jwt', x5c: [foreign] }, token, stranger));
    expect((await present('bank', '/lists/2')).refused).toEqual(['status-fetched: status_list_unknown']);
  });

  test('is refused by a tenant that has no such list', async () => {
    const { status, refused } = await present('city', '/lists/1');
    expect({ status, refused }).toEqual({ status: 400, refused: ['issuer-chain: chain_untrusted'] });
  });
});

describe('lists that cannot be read', () => {
  test('keep the verifier from starting, each file with what is wrong with it', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'incola-lists-'));
    const [absent, wrong] = [join(folder, 'absent.json'), join(folder, 'wrong.json')];
    await writeFile(
      wrong,
      JSON.stringify({ format: 'incola-trusted-entities', version: 2, list: 'own', entities: [] }),
    );
    const failure = await readTrustedLists([{ slug: 'bank', trustedEntities: [absent, wrong] }]).catch(
      (error: unknown) => error,
    );
    expect(failure).toMatchObject({ code: 'trusted_entities_unreadable' });
    const { message } = failure as Error;
    expect(message).toContain('absent.json');
    expect(message).toMatch(/wrong\.json: .*version/);
  });
});
