// Whole issuances and whole verifications per second of server CPU time, beside the rates of the signatures that they need.
// The last line is JSON. `--seconds N` sets how long each figure is measured (default 6).
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startCooperation } from '../../dist/apps/demonstration/src/index.js';
import { makeCustomerCsv } from '../../dist/apps/demonstration/src/customers/index.js';
import { freePorts } from '../environment/free-ports.mjs';
import { callOk, manage, readCpuSeconds } from './call.mjs';
import { present, redeem } from './light-wallet.mjs';
import { makeSigner, measurePrimitives } from './measure-primitives.mjs';
import { readProfiles } from './read-profile.mjs';
import { round, runLoad } from './run-load.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const SERVICES = ['cooperative', 'issuer', 'verifier'];
const UTILITY = 'eaux-de-valserine';
const CITY = 'valserine-les-essais';
const WARM_UP_SECONDS = 4;

async function main() {
  const place = process.argv.indexOf('--seconds');
  const seconds = place < 0 ? 6 : Number(process.argv[place + 1]);
  const folder = mkdtempSync(join(tmpdir(), 'incola-bench-'));
  const startedAt = performance.now();
  try {
    say('Signatures …');
    const primitives = measurePrimitives();
    const { figures, data } = await measure(folder, seconds);
    say('Profiles …');
    const profiles = await profile(data, folder, Math.max(2, seconds / 2));
    const bounds = boundsOf(primitives);
    print({ primitives, figures, bounds, profiles });
    const total = round((performance.now() - startedAt) / 1000);
    console.log(
      JSON.stringify({
        ok: true,
        es256: primitives,
        ...figures,
        signatureBoundPerCpuSecond: bounds,
        whereTheTimeGoes: profiles,
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
    const cpu = () => cpuOf(data.metricsUrls);
    const figures = {};
    for (const [name, flow] of [
      ['issuanceBatch1', issueOne.run],
      ['issuanceBatch10', issueTen.run],
      ['verification', verify],
    ]) {
      say(`${name} …`);
      await runLoad(flow, WARM_UP_SECONDS, cpu);
      figures[name] = await runLoad(flow, seconds, cpu);
    }
    return { figures, data };
  } finally {
    await cooperation.stop();
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

/** What the signatures alone would allow. Issuance: DPoP twice, one key proof and one credential a key; verification: request and receipt signed, credential and key binding verified. */
function boundsOf({ signsPerSecond, verifiesPerSecond }) {
  const bound = (signs, verifies) => round(1 / (signs / signsPerSecond + verifies / verifiesPerSecond));
  return { issuanceBatch1: bound(1, 3), issuanceBatch10: bound(10, 12), verification: bound(2, 2) };
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

function print({ primitives, figures, bounds, profiles }) {
  console.log(`\nES256, one core: ${primitives.signsPerSecond} signs/s, ${primitives.verifiesPerSecond} verifies/s`);
  for (const [name, figure] of Object.entries(figures)) {
    const share = round((figure.perCpuSecond / bounds[name]) * 100);
    console.log(
      `${name}: ${figure.perCpuSecond} per CPU second (${share} % of what its signatures alone would allow), ${figure.cpuMillisecondsEach} ms of CPU each, p50 ${figure.p50Milliseconds} ms, p99 ${figure.p99Milliseconds} ms`,
    );
  }
  for (const [name, places] of Object.entries(profiles)) {
    console.log(
      `${name}, where the time goes: ${Object.entries(places)
        .map(([place, percent]) => `${place} ${percent} %`)
        .join(', ')}`,
    );
  }
}

function say(sentence) {
  process.stderr.write(`${sentence}\n`);
}

await main();
