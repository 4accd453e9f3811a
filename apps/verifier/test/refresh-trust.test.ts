import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { verifyWithNodeCrypto } from '#identity';
import { archivedProofs } from '#ledger';
import { platformRandom } from '#primitives';
import { createGuardedFetch, type GuardedFetch } from '#service-kit/fetch';
import type { LogName } from '../src/trust-refresh/log-names.js';
import { RefreshTrust } from '../src/trust-refresh/refresh-trust.js';
import { completeConfig, verifierConfigShape } from '../src/verifier.config.js';
import { findPort, foundCooperative, type FictiveCooperative } from './fictive-cooperative.js';

let cooperative: FictiveCooperative;
beforeAll(async () => {
  const folder = await mkdtemp(`${tmpdir()}/incola-trust-`);
  const port = await findPort();
  cooperative = await foundCooperative(
    (cooperativeUrl) => {
      const tenants = [
        { slug: 'bank', name: 'Banque fictive', legalId: 'FR-banque' },
        { slug: 'city', name: 'Ville fictive', legalId: 'FR-ville' },
      ];
      const settings = { publicUrl: `http://localhost:${port}`, port, cooperativeUrl, dataFolder: folder, tenants };
      return completeConfig(verifierConfigShape.parse(settings), folder);
    },
    () => [],
  );
}, 60_000);
afterAll(() => cooperative.close());

/** What the log names, without its status lists: as where an issuer has published one and not anchored it yet. */
function namesWithoutLists(names: LogName[]) {
  let position = 0;
  return {
    position: () => Promise.resolve(position),
    advance: (_genesis: string, next: number, found: readonly LogName[]) => {
      names.push(...found.filter(({ kind }) => kind !== 'status'));
      position = next;
      return Promise.resolve();
    },
    all: () => Promise.resolve(names),
  };
}

function trustOver(around: (fetch: GuardedFetch) => GuardedFetch, names: LogName[] = []) {
  const outgoing = createGuardedFetch({
    ...{ outgoingOrigins: [cooperative.url], serviceIsLoopback: true },
    ...{ timeoutMilliseconds: 10_000, maxBytes: 1024 * 1024 },
  });
  return new RefreshTrust({
    ...{ cooperativeUrl: cooperative.url, trustFile: cooperative.trustFile, ledger: cooperative.ledger },
    proofs: archivedProofs(cooperative.trustFile, verifyWithNodeCrypto),
    ...{ logNames: namesWithoutLists(names), fetch: around(outgoing.fetch), verifySignature: verifyWithNodeCrypto },
    ...{ clock: () => cooperative.time.now * 1000, random: platformRandom, tenants: [], report: () => undefined },
  });
}

const listFetches = () => cooperative.asked.filter((path) => path.startsWith('/status-lists/')).length;

test('lets presentations that come together wait for one fetch of a list that none of them has seen', async () => {
  const trust = trustOver((fetch) => fetch);
  await trust.refresh();
  const uri = `${cooperative.url}/status-lists/water/1`;
  expect(trust.registry.statusList(uri)).toBeUndefined();
  const before = listFetches();
  const known = await Promise.all(
    [1, 2, 3].map(async () => {
      await trust.learnStatusList(uri);
      return trust.registry.statusList(uri) !== undefined;
    }),
  );
  expect(known).toEqual([true, true, true]);
  expect(listFetches() - before).toBe(1);
});

test('keeps a list that was first seen while a refresh fetched another', async () => {
  const prefix = `${cooperative.url}/status-lists/water/`;
  const names: LogName[] = [];
  let learning = 0;
  const trust = trustOver(
    (fetch) => async (url, request) => {
      if (url === `${prefix}2`) {
        learning++;
        await trust.learnStatusList(`${prefix}1`);
      }
      return fetch(url, request);
    },
    names,
  );
  await trust.refresh();
  const issuer = names.find(({ kind }) => kind === 'issuer')?.name;
  names.push({ kind: 'status', name: `${issuer} ${prefix}2` });
  await trust.refresh();
  expect(learning).toBe(1);
  expect(trust.registry.statusList(`${prefix}1`)).toBeDefined();
});

test('asks only for what is newer than the list that it holds, and leaves a host alone that fails', async () => {
  const uri = `${cooperative.url}/status-lists/water/1`;
  const names: LogName[] = [];
  const conditions: (string | undefined)[] = [];
  let status: number | undefined;
  const trust = trustOver(
    (fetch) => async (url, request) => {
      if (url !== uri) return fetch(url, request);
      conditions.push(request?.headers?.['if-none-match']);
      const answer = await fetch(url, request);
      return { ...answer, status: status ?? answer.status, headers: { ...answer.headers, etag: '"one"' } };
    },
    names,
  );
  await trust.refresh();
  await trust.learnStatusList(uri);
  const held = trust.registry.statusList(uri);
  expect(held).toBeDefined();
  status = 304;
  await trust.refresh();
  expect(conditions).toEqual([undefined, '"one"']);
  expect(trust.registry.statusList(uri)).toBe(held);

  status = 503;
  await trust.refresh();
  await trust.refresh();
  expect(conditions).toHaveLength(3);
  expect(trust.registry.statusList(uri)).toBe(held);
  cooperative.time.now += 2;
  status = undefined;
  await trust.refresh();
  expect(conditions).toHaveLength(4);
});
