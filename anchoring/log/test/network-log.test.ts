import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  fetchLog,
  parseExportedLog,
  runLedgerFsck,
  runLedgerVerify,
  writeExportedLog,
  type ExportedLog,
} from '#anchoring/log';
import { encodeBase64url } from '#primitives';
import { FIRST } from '../../../libs/ledger/test/cometbft/fictive-network.js';
import { foundedGenesis, payloads } from '../../contract/test/founded-cooperative.js';
import { networkGenesis, NetworkLog } from './network-log.js';

let folder: string;
let trust: string;
let log: NetworkLog;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'incola-network-log-'));
  trust = write('trust.json', {
    format: 'incola-trust',
    version: 1,
    genesis: networkGenesis,
    issuingRoots: [],
    accessRoots: [],
  });
  log = new NetworkLog();
  await log.block('register_verifier', payloads.verifier);
  await log.block('accredit_issuer', payloads.issuer, undefined, 3);
  await log.block('adopt_contract', payloads.contract(), undefined, 1);
});
afterAll(() => rmSync(folder, { recursive: true }));

function write(name: string, value: unknown): string {
  const file = join(folder, name);
  writeFileSync(file, typeof value === 'string' ? value : JSON.stringify(value));
  return file;
}

async function run(command: typeof runLedgerVerify, ...args: string[]) {
  const lines: string[] = [];
  const code = await command(args, (line) => lines.push(line));
  return { code, text: lines.join('\n'), result: JSON.parse(lines.at(-1) ?? '') as Record<string, unknown> };
}

const verify = (file: string) => run(runLedgerVerify, '--log', file, '--trust', trust, '--accept-development');

describe("a network's log that somebody took away", () => {
  it('says which validators of which colleges signed it, and is right although its heights have gaps', async () => {
    const file = write('log.json', writeExportedLog(log.exported()));
    const { code, text, result } = await verify(file);
    expect([code, result]).toEqual([0, expect.objectContaining({ ok: true, kind: 'log', size: 7 })]);
    expect(text).toContain('Block 8 of the network');
    for (const { publicKey, member } of FIRST) expect(text).toContain(`the validator ${publicKey} of ${member}`);
    expect(text).toContain('development ledger: all three keys are held by one operator');
    const checked = await run(runLedgerFsck, file, '--trust', trust);
    expect(checked.result).toMatchObject({ ok: true, size: 7, height: 7 });
    expect(checked.text).toContain('Of the college of citizens signed it:');
  });

  it('proves nothing of leaves that no commit attests, whatever stands in them', async () => {
    const longer = new NetworkLog();
    await longer.block('register_verifier', payloads.verifier);
    await longer.block('accredit_issuer', payloads.issuer, undefined, 3);
    const attestation = longer.attestation();
    await longer.block('adopt_contract', payloads.contract(), undefined, 1);
    const file = write('longer.json', writeExportedLog({ ...longer.exported(), attestation }));
    const { code, text, result } = await verify(file);
    expect([code, result]).toEqual([0, expect.objectContaining({ ok: true, kind: 'log', size: 5 })]);
    expect(text).toContain("The file's last 2 leaves are left out, since nobody attests them.");
    expect(text).toContain('5 leaves, 2 ledger transactions and');
  });

  it('is no evidence without --accept-development where one operator runs all validators', async () => {
    const file = write('log.json', writeExportedLog(log.exported()));
    expect(await run(runLedgerVerify, '--log', file, '--trust', trust)).toMatchObject({ code: 3 });
  });

  it('says of files that are not there, or can not be written, what to do about it', async () => {
    const file = write('log.json', writeExportedLog(log.exported()));
    const nowhere = join(file, 'saved.json');
    const saved = await run(runLedgerVerify, '--log', file, '--trust', trust, '--save', nowhere);
    expect(saved.code).toBe(1);
    expect(saved.text).toContain(`Not proven: ${nowhere} is below something that is no folder. Check the path.`);
    const missing = join(folder, 'attestation.json');
    const checked = await run(runLedgerFsck, file, '--trust', trust, '--attestation', missing);
    expect([checked.code, checked.result['code']]).toEqual([1, 'unreadable_file']);
    expect(checked.text).toContain(`Wrong: ${missing} is not there. Check the path`);
  });

  it('names nobody who did not sign', async () => {
    const absent = FIRST[0]?.publicKey ?? '';
    const signers = FIRST.map(({ publicKey }) => publicKey).filter((key) => key !== absent);
    const file = write(
      'absent.json',
      writeExportedLog({ ...log.exported(), attestation: log.attestation({ signers }) }),
    );
    const { code, text } = await verify(file);
    expect(code).toBe(0);
    expect(text).not.toContain(absent);
  });

  const citizens = FIRST.filter(({ college }) => college !== 'citizens').map(({ publicKey }) => publicKey);
  it.each<[what: string, code: string, change: (exported: ExportedLog) => object]>([
    [
      "without a college's signatures",
      'proof_power_too_small',
      () => ({ attestation: log.attestation({ signers: citizens }) }),
    ],
    ['fewer leaves than its commit attests', 'attestation_ahead', ({ leaves }) => ({ leaves: leaves.slice(0, -2) })],
    ['a leaf missing', 'log_diverges', ({ leaves }) => ({ leaves: leaves.filter((_, index) => index !== 3) })],
    [
      'a checkpoint in place of the commit',
      'proof_wrong_attestation',
      () => ({ attestation: { kind: 'checkpoint', checkpoint: 'x' } }),
    ],
  ])('is wrong with %s', async (_what, code, change) => {
    const file = write('wrong.json', writeExportedLog({ ...log.exported(), ...change(log.exported()) }));
    expect((await verify(file)).result).toEqual({ ok: false, code });
    expect((await run(runLedgerFsck, file, '--trust', trust)).result).toMatchObject({ ok: false, code });
  });

  it('is wrong where the commit attests another log of the same size', async () => {
    const other = new NetworkLog();
    await other.block('register_verifier', payloads.verifier);
    await other.block('accredit_issuer', payloads.issuer, undefined, 3);
    await other.block('adopt_contract', payloads.contract(), undefined, 2);
    const file = write('other.json', writeExportedLog({ ...log.exported(), attestation: other.attestation() }));
    expect((await verify(file)).result).toEqual({ ok: false, code: 'attestation_diverges' });
  });

  it('is refused where it is no exported log, or has two attestations', () => {
    const written = JSON.parse(writeExportedLog(log.exported())) as object;
    for (const wrong of [{ ...written, checkpoint: 'x' }, { ...written, attestation: {} }, { format: 'incola-log' }]) {
      expect(() => parseExportedLog(JSON.stringify(wrong))).toThrow(
        expect.objectContaining({ code: 'malformed_log_file' }),
      );
    }
  });

  it.each<[what: string, status: number, leaves: unknown]>([
    ['refuses', 503, ['AA']],
    ['has no leaves', 200, []],
    ['has none that can be read', 200, 'none'],
  ])('is not fetched from a place that %s', async (_, status, leaves) => {
    const get = (url: string) => {
      if (url.endsWith('/attestation')) return Promise.resolve(new Response(JSON.stringify(log.attestation())));
      return Promise.resolve(new Response(JSON.stringify({ size: log.size, leaves }), { status }));
    };
    await expect(fetchLog('http://localhost:4003', get)).rejects.toThrow(
      expect.objectContaining({ code: 'log_unreadable' }),
    );
  });

  it('is fetched from where it is published, with the attestation in a file of its own for a check of tables', async () => {
    const server: Server = createServer((request, response) => {
      const url = new URL(request.url ?? '/', 'http://localhost');
      const start = Number(url.searchParams.get('start'));
      const leaves = log.leaves.slice(start, start + 3).map(encodeBase64url);
      const attested = url.pathname === '/api/v1/ledger/attestation';
      response.end(JSON.stringify(attested ? log.attestation() : { size: log.size, leaves }));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const save = join(folder, 'saved.json');
    const fetched = await run(
      runLedgerVerify,
      ...['--log', `http://localhost:${port}`, '--trust', trust, '--save', save, '--accept-development'],
    );
    server.close();
    expect(fetched.result).toMatchObject({ ok: true, size: 7 });
    const attestation = write('attestation.json', log.attestation());
    const checked = await run(runLedgerFsck, save, '--trust', trust, '--attestation', attestation);
    expect(checked).toMatchObject({ code: 0, result: { ok: true } });
    const plain = write('plain.json', {
      format: 'incola-trust',
      version: 1,
      genesis: foundedGenesis(),
      issuingRoots: [],
      accessRoots: [],
    });
    expect((await run(runLedgerFsck, save, '--trust', plain)).result).toMatchObject({ ok: false });
  });
});
