// Whole issuances and whole verifications per second of server CPU time, beside what their parts cost by themselves and, for
// issuances, beside a peer under the same load. The last line is JSON. `--seconds N` sets how long each figure is measured (default 6).
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseSdJwtVc } from '#sd-jwt-vc';
import { startCooperation } from '../../dist/apps/demonstration/src/index.js';
import { freePorts } from '../environment/free-ports.mjs';
import { callOk, readCpuSeconds } from './call.mjs';
import { askedOf, importCustomers, issuanceFlow, verificationFlow } from './flows.mjs';
import { measureStatusLists, printStatusLists } from './measure-status-lists.mjs';
import { measurePrimitives } from './measure-primitives.mjs';
import { readProfiles } from './read-profile.mjs';
import { round, runLoad } from './run-load.mjs';
import { pollStatusList } from './poll-status-list.mjs';
import { fillWithOpenRequests } from './fill-with-open-requests.mjs';
import { startPeerIssuer } from './start-peer-issuer.mjs';
import { startPeerVerifier } from './start-peer-verifier.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const SERVICES = ['cooperative', 'issuer', 'verifier'];
const WARM_UP_SECONDS = 4;
const OPEN_REQUESTS = 100_000;

/**
 * How often each part occurs in a flow of the straightforward kind: a signed token and a credential a key, a proof a request and
 * a key. Ours does more than is counted, so that the bound is not lowered by it: a verification signs a third time (request,
 * receipt, record of the verdicts), and makes the key pair and the key agreement of the encrypted answer.
 */
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
    const { figures, data, peerVerification } = await measure(folder, seconds);
    const peer = { ...(await measurePeer(seconds)), ...peerVerification };
    figures.verificationAmongOpenRequests = await measureAmongOpenRequests(data, folder, seconds);
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
    data.question = await askedOf(data);
    data.issuingRoot = JSON.parse(readFileSync(join(folder, 'founding', 'trust.json'), 'utf8')).issuingRoots[0];
    const issuer = () => readCpuSeconds(data.metricsUrls[SERVICES.indexOf('issuer')]);
    return {
      figures: {
        issuanceBatch1: await measureFlow('issuanceBatch1', issueOne.run, seconds, issuer),
        issuanceBatch10: await measureFlow('issuanceBatch10', issueTen.run, seconds, issuer),
        issuanceBatch1WhilePolled: await measureWhilePolled(data, issueOne.run, seconds, issuer),
        verification: await measureFlow('verification', verify, seconds, verifierCpuOf(data)),
      },
      data,
      // While its status list can be fetched.
      peerVerification: await measurePeerVerifier(data, seconds),
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

/** The same verification by another library's verifier; also without the status list, which it takes apart anew each time. */
async function measurePeerVerifier({ issuingRoot, question, credential }, seconds) {
  const peer = await startPeerVerifier({ issuingRoot, dcqlQuery: question, credential });
  try {
    const measureIt = (name, flow) => measureFlow(name, flow, seconds, peer.readCpuSeconds);
    return {
      verification: await measureIt('peer, verification', peer.flow),
      verificationWithoutStatus: await measureIt('peer, verification without status', peer.flowWithoutStatus),
    };
  } finally {
    peer.stop();
  }
}

/** The same while many others have been asked and have not answered. */
async function measureAmongOpenRequests(data, folder, seconds) {
  say(`${OPEN_REQUESTS} open requests …`);
  fillWithOpenRequests(join(folder, 'verifier'), OPEN_REQUESTS);
  const flow = verificationFlow(data);
  const measureIt = () => measureFlow('verification among open requests', flow, seconds, verifierCpuOf(data));
  return withServices(data, folder, () => [], measureIt);
}

/** The service that does the work under the sampling profiler; its own cost is why the figures above are taken without it. */
async function profile(data, folder, seconds) {
  const result = {};
  for (const [name, profiled, flow] of [
    ['issuanceBatch10', 'issuer', issuanceFlow(data, 10).run],
    ['verification', 'verifier', verificationFlow(data)],
  ]) {
    const profiles = join(folder, `profile-${name}`);
    const options = (service) => (service !== profiled ? [] : ['--cpu-prof', `--cpu-prof-dir=${profiles}`]);
    const span = await withServices(data, folder, options, async () => {
      await runLoad(flow, WARM_UP_SECONDS, () => cpuOf(data.metricsUrls));
      const from = monotonicMicroseconds();
      await runLoad(flow, seconds, () => cpuOf(data.metricsUrls));
      return { from, until: monotonicMicroseconds() };
    });
    result[name] = readProfiles(profiles, span);
  }
  return result;
}

/** Runs work while the founded services run anew, each in a process with its own options. */
async function withServices(data, folder, optionsOf, work) {
  const children = SERVICES.map((service) => {
    const program = join(root, 'dist/apps', service, 'src/main.js');
    const serve = [program, 'serve', '--config', join(folder, service, 'config.json')];
    return spawn(process.execPath, [...optionsOf(service), ...serve], { stdio: 'ignore' });
  });
  try {
    await Promise.all(SERVICES.map((service) => untilReady(data.urls[service])));
    return await work();
  } finally {
    for (const child of children) child.kill('SIGTERM');
    await Promise.all(children.map((child) => new Promise((resolve) => child.once('exit', resolve))));
  }
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
  const ours = (name) => figures[name] ?? figures[name.replace('WithoutStatus', '')];
  return Object.fromEntries(
    Object.entries(peer).map(([name, { perCpuSecond }]) => [name, round(ours(name).perCpuSecond / perCpuSecond)]),
  );
}

function verifierCpuOf({ metricsUrls }) {
  return () => readCpuSeconds(metricsUrls[SERVICES.indexOf('verifier')]);
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
