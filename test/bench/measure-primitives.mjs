import { spawn } from 'node:child_process';
import { createECDH, createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import SqliteDatabase from 'better-sqlite3';
import { callOk } from './call.mjs';
import { runLoad } from './run-load.mjs';

const MESSAGE = Buffer.alloc(300, 'a');
const SECONDS = 1;
const TRIVIAL_SERVER = fileURLToPath(new URL('trivial-server.mjs', import.meta.url));

/**
 * What the parts of a flow cost by themselves, in microseconds of CPU time: ES256 by node:crypto with cached keys, the import of a
 * JWK, a request to a trivial Fastify server, and a committed insert into SQLite with `synchronous=FULL`.
 * @returns {Promise<{sign: number, verify: number, importKey: number, request: number, write: number}>}
 */
export async function measurePrimitives() {
  const { privateKey, publicKey, publicJwk } = makeKey();
  const options = { key: privateKey, dsaEncoding: 'ieee-p1363' };
  const signature = sign('sha256', MESSAGE, options);
  return {
    sign: microseconds(() => sign('sha256', MESSAGE, options)),
    verify: microseconds(() => verify('sha256', MESSAGE, { key: publicKey, dsaEncoding: 'ieee-p1363' }, signature)),
    importKey: microseconds(() => createPublicKey({ key: publicJwk, format: 'jwk' })),
    request: await measureRequest(),
    write: measureWrite(),
  };
}

/** A P-256 key by ECDH, which unlike generateKeyPairSync does not hang in loops on Node.js 20.20. */
export function makeKey() {
  const pair = createECDH('prime256v1');
  const point = pair.generateKeys();
  const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((part) => part.toString('base64url'));
  const publicJwk = { kty: 'EC', crv: 'P-256', x, y };
  const d = Buffer.concat([Buffer.alloc(32), pair.getPrivateKey()])
    .subarray(-32)
    .toString('base64url');
  return {
    publicJwk,
    privateKey: createPrivateKey({ key: { ...publicJwk, d }, format: 'jwk' }),
    publicKey: createPublicKey({ key: publicJwk, format: 'jwk' }),
  };
}

/** A {@link makeKey} as the libs' signer. */
export function makeSigner() {
  const { publicJwk, privateKey } = makeKey();
  return {
    suite: 'ES256',
    publicJwk,
    sign: (message) => new Uint8Array(sign('sha256', message, { key: privateKey, dsaEncoding: 'ieee-p1363' })),
  };
}

async function measureRequest() {
  const child = spawn(process.execPath, [TRIVIAL_SERVER], { stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    const url = await new Promise((resolve) => createInterface(child.stdout).once('line', resolve));
    const flow = () => callOk(url, { headers: { 'content-type': 'application/json' }, body: '{"a":1}' });
    const cpu = async () => (await callOk(`${url}/cpu`, { method: 'GET' })).seconds;
    await runLoad(flow, SECONDS, cpu);
    const { cpuMillisecondsEach } = await runLoad(flow, SECONDS * 2, cpu);
    return cpuMillisecondsEach * 1000;
  } finally {
    child.kill();
  }
}

function measureWrite() {
  const folder = mkdtempSync(join(tmpdir(), 'incola-bench-write-'));
  const database = new SqliteDatabase(join(folder, 'database.sqlite'));
  try {
    for (const pragma of ['journal_mode = WAL', 'synchronous = FULL', 'secure_delete = ON']) database.pragma(pragma);
    database.exec('CREATE TABLE written (id TEXT PRIMARY KEY, digest TEXT, ends INTEGER)');
    const insert = database.prepare('INSERT INTO written VALUES (?, ?, ?)');
    let count = 0;
    return microseconds(() => insert.run(`${Math.random()} ${count++}`, 'd'.repeat(43), 1_800_000_000_000));
  } finally {
    database.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

function microseconds(work) {
  for (let warm = 0; warm < 500; warm++) work();
  const start = process.cpuUsage();
  const until = performance.now() + SECONDS * 1000;
  let count = 0;
  for (; performance.now() < until; count++) work();
  const { user, system } = process.cpuUsage(start);
  return Math.round(((user + system) / count) * 10) / 10;
}
