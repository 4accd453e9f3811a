import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { runLedgerFsck, runLedgerVerify, writeExportedLog } from '#anchoring/log';
import type { CheckpointAttestation } from '#ledger';
import { encodeBase64url } from '#primitives';
import { LivedLedger, run } from './lived-ledger.js';

let lived: LivedLedger;
beforeAll(async () => {
  lived = await LivedLedger.open();
}, 60_000);
afterAll(() => lived.close());

describe('an exported log', () => {
  async function exported(
    change: (log: { attestation: CheckpointAttestation; leaves: Uint8Array[] }) => object = () => ({}),
  ): Promise<string> {
    const { leaves } = await lived.ledger.entries(0, 1000);
    const attestation = { kind: 'checkpoint', checkpoint: await lived.ledger.checkpoint() } as const;
    const log = { format: 'incola-log', version: 1, attestation, leaves } as const;
    const file = join(await mkdtemp(join(tmpdir(), 'incola-log-')), 'log.json');
    await writeFile(file, writeExportedLog({ ...log, ...change(log) }));
    return file;
  }

  it('gives the results of its votes and its accounts to whoever holds it, by both commands', async () => {
    const file = await exported();
    expect((await run(runLedgerFsck, file, '--trust', lived.trustFile)).result).toMatchObject({ ok: true, votes: 1 });
    const verified = await run(runLedgerVerify, '--log', file, '--trust', lived.trustFile, '--accept-development');
    const votes = [{ proposal: 'house-rules', status: 'adopted' }];
    expect(verified).toMatchObject({ code: 0, result: { ok: true, kind: 'log', votes, paidCents: 1000 } });
    expect(await run(runLedgerVerify, '--log', file, '--trust', lived.trustFile)).toMatchObject({ code: 3 });
    expect(await run(runLedgerVerify, '--log', file)).toMatchObject({ code: 2 });
  });

  it.each<
    [what: string, code: string, change: (log: { attestation: CheckpointAttestation; leaves: Uint8Array[] }) => object]
  >([
    [
      'a forged cosignature',
      'note_signature_invalid',
      ({ attestation }) => ({ attestation: changed(attestation, forge) }),
    ],
    [
      'a cosignature missing',
      'proof_cosignature_missing',
      ({ attestation }) => ({
        attestation: changed(attestation, (text) => text.replace(/— [^\n]*\/citizens [^\n]*\n/, '')),
      }),
    ],
    ['fewer leaves than its checkpoint', 'attestation_ahead', ({ leaves }) => ({ leaves: leaves.slice(0, -2) })],
    ['another ballot', 'log_diverges', ({ leaves }) => ({ leaves: leaves.map((leaf) => otherChoice(leaf)) })],
    ['a leaf missing', 'log_diverges', ({ leaves }) => ({ leaves: leaves.filter((_leaf, index) => index !== 3) })],
  ])('is wrong with %s', async (_what, code, change) => {
    const file = await exported(change);
    expect((await run(runLedgerFsck, file, '--trust', lived.trustFile)).result).toMatchObject({ ok: false, code });
    expect((await run(runLedgerVerify, '--log', file, '--trust', lived.trustFile)).result).toMatchObject({
      ok: false,
      code,
    });
  });

  it('is fetched from where it is published, and kept', async () => {
    const server = createServer((request, response) => {
      const url = new URL(request.url ?? '/', 'http://localhost');
      const [start, count] = [
        Number(url.searchParams.get('start')),
        Math.min(7, Number(url.searchParams.get('count'))),
      ];
      const answer = url.pathname.endsWith('/attestation')
        ? lived.ledger.attestation().then((attestation) => JSON.stringify(attestation))
        : lived.ledger
            .entries(start, count)
            .then(({ size, leaves }) => JSON.stringify({ size, leaves: leaves.map(encodeBase64url) }));
      void answer.then((body) => response.end(body));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const save = join(lived.folder, 'saved.json');
    const url = `http://localhost:${(server.address() as AddressInfo).port}`;
    const verified = await run(
      runLedgerVerify,
      '--log',
      url,
      '--trust',
      lived.trustFile,
      '--save',
      save,
      '--accept-development',
    );
    server.close();
    expect(verified.result).toMatchObject({ ok: true, kind: 'log' });
    expect(await readFile(save, 'utf8')).toContain('incola-log');
    expect((await run(runLedgerFsck, save, '--trust', lived.trustFile)).result).toMatchObject({ ok: true });
  });
});

function changed({ kind, checkpoint }: CheckpointAttestation, change: (text: string) => string) {
  return { kind, checkpoint: change(checkpoint) };
}

/** The citizens' cosignature with another last byte. */
function forge(checkpoint: string): string {
  return checkpoint.replace(/(\/citizens )([A-Za-z0-9+/=]+)/, (_line, name: string, signature: string) => {
    const bytes = Buffer.from(signature, 'base64');
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
    return name + bytes.toString('base64');
  });
}

function otherChoice(leaf: Uint8Array): Uint8Array {
  return new Uint8Array(
    Buffer.from(Buffer.from(leaf).toString('utf8').replace('"choice":"yes"', '"choice":"no"'), 'utf8'),
  );
}
