import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { openDataStore } from '../../dist/apps/issuer/src/adapters/typeorm/open-data-store.js';
import { createIssuerStores } from '../../dist/apps/issuer/src/issuer.module.js';
import { publishStatusList } from '../../dist/apps/issuer/src/status-lists/publish-status-list.js';
import { StatusBitsCache } from '../../dist/apps/issuer/src/status-lists/status-bits.js';
import { platformRandom as random, systemClock as clock } from '../../dist/libs/primitives/src/index.js';
import { Outbox } from '../../dist/libs/service-kit/src/outbox/index.js';
import { makeSigner } from './measure-primitives.mjs';

const TENANT = { slug: 'fictive', did: 'did:web:utility.example', statusListPrefix: 'https://utility.example/lists/' };
/** Share of the places that are revoked, spread over the list: what hardly compresses. */
const REVOKED_SHARE = 1 / 100;
const PLACES_AT_ONCE = 5_000;
/** Of flips, of which each is published. */
const FLIPS = 10;

/**
 * Status lists of so many entries, on SQLite and without a network: what an instance needs to read one after its start, to publish
 * one more flip and to sign anew without any, and for how long it keeps others waiting meanwhile.
 * @param {number[]} sizes
 */
export async function measureStatusLists(sizes) {
  const results = {};
  for (const size of sizes) results[size] = await measureOne(size);
  return results;
}

async function measureOne(size) {
  const folder = mkdtempSync(join(tmpdir(), 'incola-bench-status-'));
  const database = await openDataStore(`sqlite:${join(folder, 'issuer.sqlite')}`);
  try {
    const stores = createIssuerStores({ database, outbox: new Outbox(clock, random), clock, random });
    await prepare(stores, size);
    return await measurePublishing(stores, database);
  } finally {
    await database.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function prepare({ statusLists, statusPlaces, waitingDecisions }, size) {
  const list = { tenantId: TENANT.slug, listId: '1', size, bits: 1, version: 0, anchoredVersion: 0, beganAt: 0 };
  await statusLists.begin(list);
  const stride = Math.round(1 / REVOKED_SHARE);
  for (let start = 0; start < size; start += PLACES_AT_ONCE * stride) {
    const indexes = [];
    for (let idx = start; idx < Math.min(size, start + PLACES_AT_ONCE * stride); idx += stride) {
      indexes.push(Math.min(size - 1, idx + Math.floor(Math.random() * stride)));
    }
    const claimed = await statusPlaces.claim(TENANT.slug, '1', indexes);
    const flips = claimed.map((idx) => ({ idx, status: 1 }));
    await waitingDecisions.flip(TENANT.slug, '1', flips);
  }
}

async function measurePublishing(stores, database) {
  const signer = makeSigner();
  const hosted = { bytes: 0, anchors: 0 };
  globalThis.gc?.();
  const memoryBefore = process.memoryUsage();
  const statusBits = new StatusBitsCache(stores.statusLists);
  const parts = {
    ...{ ...stores, statusBits, unitOfWork: database, clock, random, statusListTtlSeconds: 60 },
    flip: (...flips) => stores.waitingDecisions.flip(...flips),
    issuingKeys: async () => ({ signer, x5c: ['A'.repeat(800)] }),
    anchor: async () => void hosted.anchors++,
    host: async ({ jwt }) => void (hosted.bytes = jwt.length),
  };
  const publish = () => publishStatusList(TENANT, '1', parts);
  const build = await timed(() => statusBits.read(TENANT.slug, '1'));
  const publishFirst = await timed(publish);
  const memory = process.memoryUsage();
  const flips = [];
  for (let flip = 0; flip < FLIPS; flip++) {
    const claimed = await stores.statusPlaces.claim(TENANT.slug, '1', [flip * 101 + 7]);
    await parts.flip(
      TENANT.slug,
      '1',
      claimed.map((idx) => ({ idx, status: 1 })),
    );
    flips.push(await timed(publish));
  }
  const anchorsBefore = hosted.anchors;
  const unchanged = await timed(publish);
  const worst = (name) => Math.max(...flips.map((one) => one[name]));
  // What another process took of the machine counts as a pause, too: the median tells the two apart.
  const median = (name) => flips.map((one) => one[name]).sort((left, right) => left - right)[FLIPS / 2];
  return {
    buildMilliseconds: build.milliseconds,
    publishMilliseconds: publishFirst.milliseconds,
    flipAndPublishMilliseconds: median('milliseconds'),
    signAnewMilliseconds: unchanged.milliseconds,
    anchoredAnewWithoutChange: hosted.anchors - anchorsBefore,
    longestPauseMilliseconds: {
      build: build.pauseMilliseconds,
      publish: publishFirst.pauseMilliseconds,
      flipAndPublish: median('pauseMilliseconds'),
      flipAndPublishWorstOfTen: worst('pauseMilliseconds'),
      signAnew: unchanged.pauseMilliseconds,
    },
    tokenKilobytes: round(hosted.bytes / 1024),
    memoryMegabytes: round((memory.rss - memoryBefore.rss) / 2 ** 20),
  };
}

/** How long the work took, and for how long at most nothing else could run. */
async function timed(work) {
  // The monitor counts from its first tick; what comes before is of whoever measured before.
  const delays = monitorEventLoopDelay({ resolution: 1 });
  delays.enable();
  await sleep(20);
  delays.reset();
  const startedAt = performance.now();
  await work();
  const milliseconds = round(performance.now() - startedAt);
  await sleep(5);
  delays.disable();
  return { milliseconds, pauseMilliseconds: round(delays.max / 1e6) };
}

/** In a line each. */
export function printStatusLists(results) {
  for (const [size, one] of Object.entries(results)) {
    const { build, publish, flipAndPublish, flipAndPublishWorstOfTen, signAnew } = one.longestPauseMilliseconds;
    console.log(
      `status list of ${size}: read in ${one.buildMilliseconds} ms (longest pause ${build}), published in ${one.publishMilliseconds} ms (${publish}), ` +
        `one flip published in ${one.flipAndPublishMilliseconds} ms (${flipAndPublish}, worst of ten ${flipAndPublishWorstOfTen}), signed anew in ${one.signAnewMilliseconds} ms (${signAnew}); ` +
        `token ${one.tokenKilobytes} KiB, memory ${one.memoryMegabytes} MiB`,
    );
  }
}

function round(value) {
  return Math.round(value * 10) / 10;
}
