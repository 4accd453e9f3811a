// Whole issuances and whole verifications per second of server CPU time, beside what their parts cost by themselves and, for
// issuances, beside a peer under the same load. The last line is JSON. `--seconds N` sets how long each figure is measured (default 6).
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseSdJwtVc } from '#sd-jwt-vc';
import { startCooperation } from '../../dist/apps/demonstration/src/index.js';
import { makeCustomerCsv } from '../../dist/apps/demonstration/src/customers/index.js';
import { freePorts } from '../environment/free-ports.mjs';
import { callOk, manage, readCpuSeconds } from './call.mjs';
import { present, redeem } from './light-wallet.mjs';
import { measureStatusLists, printStatusLists } from './measure-status-lists.mjs';
import { makeSigner, measurePrimitives } from './measure-primitives.mjs';
import { readProfiles } from './read-profile.mjs';
import { round, runLoad } from './run-load.mjs';
import { pollStatusList } from './poll-status-list.mjs';
import { startPeerIssuer } from './start-peer-issuer.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const SERVICES = ['cooperative', 'issuer', 'verifier'];
const UTILITY = 'eaux-de-valserine';
const CITY = 'valserine-les-essais';
const WARM_UP_SECONDS = 4;

/** How often each part occurs in a flow of the straightforward kind: a signed token and a credential a key, a proof a request and a key. */
const PARTS = {
  issuanceBatch1: { sign: 2, verify: 4, importKey: 3, request: 4, write: 5 },
  issuanceBatch10: { sign: 11, verify: 13, importKey: 12, request: 4, write: 14 },
  verification: { sign: 2, verify: 2, request: 4, write: 4 },
};

async function main() {
  const place = process.argv.indexOf('--seconds');
  const seconds = place < 0 ? 6 : Number(process.argv[place + 1]);
  const folder = mkdtempSync(join(tmpdir(), 'incola-bench-'));
  const startedAt = performance.now();
  try {
    say('Parts by themselves …');
    const primitives = await measurePrimitives();
    const { figures, data } = await measure(folder, seconds);
    const peer = await measurePeer(seconds);
    say('Profiles …');
    const profiles = await profile(data, folder, Math.max(2, seconds / 2));
    const bounds = boundsOf(primitives);
    say('Status lists …');
    const statusLists = await measureStatusLists([2 ** 20, 10_000_000]);
    print({ primitives, figures, bounds, peer, profiles });
    printStatusLists(statusLists);
    const total = round((performance.now() - startedAt) / 1000);
    console.log(
      JSON.stringify({
        ok: true,
        microsecondsOfCpu: primitives,
        ...figures,
        boundPerCpuSecond: bounds,
        peer,
        timesThePeer: ratiosOf(figures, peer),
        whereTheTimeGoes: profiles,
        statusLists,
        seconds: total,
      }),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measure(folder, seconds) {
  say('Founding a cooperative and importing 500 customers …');
  const metricsPorts = await freePorts(SERVICES.length);
  const changes = Object.fromEntries(
    SERVICES.map((name, index) => [name, { metricsPort: metricsPorts[index], logLevel: 'warn' }]),
  );
  const cooperation = await startCooperation({
    dataFolder: folder,
    portBase: 0,
    appsFolder: join(root, 'dist/apps'),
    schemasFolder: join(root, 'schemas'),
    anchorPeriodSeconds: 5,
    redeemSetupLinks: true,
    changes,
  });
  const data = {
    urls: cooperation.urls,
    apiKeys: cooperation.apiKeys,
    metricsUrls: metricsPorts.map((port) => `http://127.0.0.1:${port}/metrics`),
  };
  try {
    data.subjects = await importCustomers(data);
    const issueOne = issuanceFlow(data, 1);
    const issueTen = issuanceFlow(data, 10);
    data.credential = await issueOne.keepOne();
    const verify = verificationFlow(data);
    const all = () => cpuOf(data.metricsUrls);
    const issuer = () => readCpuSeconds(data.metricsUrls[SERVICES.indexOf('issuer')]);
    return {
      figures: {
        issuanceBatch1: await measureFlow('issuanceBatch1', issueOne.run, seconds, issuer),
        issuanceBatch10: await measureFlow('issuanceBatch10', issueTen.run, seconds, issuer),
        issuanceBatch1WhilePolled: await measureWhilePolled(data, issueOne.run, seconds, issuer),
        verification: await measureFlow('verification', verify, seconds, all),
      },
      data,
    };
  } finally {
    await cooperation.stop();
  }
}

async function measureFlow(name, flow, seconds, readCpu) {
  say(`${name} …`);
  await runLoad(flow, WARM_UP_SECONDS, readCpu);
  return runLoad(flow, seconds, readCpu);
}

/** Banks that poll for status must not slow down who issues. */
async function measureWhilePolled(data, flow, seconds, readCpu) {
  const { payload } = parseSdJwtVc(data.credential.compact);
  const stop = pollStatusList(payload.status.status_list.uri);
  const figure = await measureFlow('issuanceBatch1, while banks poll for status', flow, seconds, readCpu);
  return { ...figure, polls: await stop() };
}

/** The same issuances by another library's issuer, which keeps its records in memory. */
async function measurePeer(seconds) {
  const peer = await startPeerIssuer();
  try {
    return {
      issuanceBatch1: await measureFlow('peer, issuanceBatch1', peer.flow(1), seconds, peer.readCpuSeconds),
      issuanceBatch10: await measureFlow('peer, issuanceBatch10', peer.flow(10), seconds, peer.readCpuSeconds),
    };
  } finally {
    peer.stop();
  }
}

/** The same services under the sampling profiler; its own cost is why the figures above are taken without it. */
async function profile(data, folder, seconds) {
  const result = {};
  for (const [name, flow] of [
    ['issuanceBatch10', issuanceFlow(data, 10).run],
    ['verification', verificationFlow(data)],
  ]) {
    const profiles = join(folder, `profile-${name}`);
    const children = SERVICES.map((service) => {
      const program = join(root, 'dist/apps', service, 'src/main.js');
      const parameters = [
        '--cpu-prof',
        `--cpu-prof-dir=${profiles}`,
        program,
        'serve',
        '--config',
        join(folder, service, 'config.json'),
      ];
      return spawn(process.execPath, parameters, { stdio: 'ignore' });
    });
    await Promise.all(SERVICES.map((service) => untilReady(data.urls[service])));
    await runLoad(flow, WARM_UP_SECONDS, () => cpuOf(data.metricsUrls));
    const from = monotonicMicroseconds();
    await runLoad(flow, seconds, () => cpuOf(data.metricsUrls));
    const until = monotonicMicroseconds();
    for (const child of children) child.kill('SIGTERM');
    await Promise.all(children.map((child) => new Promise((resolve) => child.once('exit', resolve))));
    result[name] = readProfiles(profiles, { from, until });
  }
  return result;
}

function issuanceFlow(data, batch) {
  const issuer = `${data.urls.issuer}/${UTILITY}`;
  // Made before the clock starts: a wallet's keys are not the server's work.
  const keySets = Array.from({ length: 16 }, () => Array.from({ length: batch }, makeSigner));
  const dpopKeys = Array.from({ length: 64 }, makeSigner);
  let count = 0;
  const issue = async () => {
    const place = count++;
    const subjectRecordId = data.subjects[place % data.subjects.length];
    const offer = await manage(`${data.urls.issuer}/api/v1/offers`, data.apiKeys[UTILITY], { subjectRecordId });
    const keys = keySets[place % keySets.length];
    return { keys, credentials: await redeem(issuer, offer, dpopKeys[place % dpopKeys.length], keys) };
  };
  return {
    run: async () => void (await issue()),
    keepOne: async () => {
      const { keys, credentials } = await issue();
      return { compact: credentials[0], signer: keys[0] };
    },
  };
}

function verificationFlow(data) {
  const verifications = `${data.urls.verifier}/api/v1/verifications`;
  const apiKey = data.apiKeys[CITY];
  return async () => {
    const { id, walletLink } = await manage(verifications, apiKey, { contract: 'city-resident-tariff' });
    const outcome = await present(walletLink, data.credential).catch((error) => error);
    const { status, verdicts } = await manage(`${verifications}/${id}`, apiKey);
    if (status === 'verified') return;
    const failed = verdicts
      ?.filter((verdict) => verdict.outcome === 'failed')
      .map(({ check, code }) => `${check}: ${code}`);
    throw new Error(`a verification ended as ${status} (${failed?.join(', ')})`, { cause: outcome });
  };
}

async function importCustomers(data) {
  const today = new Date().toISOString().slice(0, 10);
  const { csv } = makeCustomerCsv({ separator: ';', seed: 1, today });
  const headers = { authorization: `Bearer ${data.apiKeys[UTILITY]}` };
  await callOk(`${data.urls.issuer}/api/v1/imports`, {
    headers: { ...headers, 'content-type': 'text/csv' },
    body: csv,
  });
  const page = await callOk(`${data.urls.issuer}/api/v1/subject-records?limit=100`, { method: 'GET', headers });
  return page.items.map(({ id }) => id);
}

/** What the parts alone would allow, if nothing had to be parsed, checked, remembered or written down. */
function boundsOf(primitives) {
  return Object.fromEntries(
    Object.entries(PARTS).map(([name, counts]) => {
      const total = Object.entries(counts).reduce((sum, [part, count]) => sum + count * primitives[part], 0);
      return [name, round(1e6 / total)];
    }),
  );
}

function ratiosOf(figures, peer) {
  return Object.fromEntries(
    Object.entries(peer).map(([name, { perCpuSecond }]) => [name, round(figures[name].perCpuSecond / perCpuSecond)]),
  );
}

async function cpuOf(metricsUrls) {
  const seconds = await Promise.all(metricsUrls.map(readCpuSeconds));
  return seconds.reduce((sum, one) => sum + one, 0);
}

async function untilReady(url) {
  for (let attempt = 0; attempt < 300; attempt++) {
    try {
      return await callOk(`${url}/readyz`, { method: 'GET' });
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
  throw new Error(`${url} is not ready after 30 seconds`);
}

/** The clock that profiles are stamped with. */
function monotonicMicroseconds() {
  return Number(process.hrtime.bigint() / 1000n);
}

function print({ primitives, figures, bounds, peer, profiles }) {
  const parts = Object.entries(primitives).map(([part, cost]) => `${part} ${cost}`);
  console.log(`\nmicroseconds of CPU: ${parts.join(', ')}`);
  for (const [name, figure] of Object.entries({ ...figures, ...prefixed('peer, ', peer) })) {
    const share =
      bounds[name] === undefined ? '' : ` (${round((figure.perCpuSecond / bounds[name]) * 100)} % of the bound)`;
    console.log(
      `${name}: ${figure.perCpuSecond} per CPU second${share}, ${figure.cpuMillisecondsEach} ms of CPU each, p50 ${figure.p50Milliseconds} ms, p99 ${figure.p99Milliseconds} ms`,
    );
  }
  for (const [name, ratio] of Object.entries(ratiosOf(figures, peer))) console.log(`${name}: ${ratio} times the peer`);
  for (const [name, places] of Object.entries(profiles)) {
    const shares = Object.entries(places).map(([place, percent]) => `${place} ${percent} %`);
    console.log(`${name}, where the time goes: ${shares.join(', ')}`);
  }
}

function prefixed(prefix, figures) {
  return Object.fromEntries(Object.entries(figures).map(([name, figure]) => [prefix + name, figure]));
}

function say(sentence) {
  process.stderr.write(`${sentence}\n`);
}

await main();
