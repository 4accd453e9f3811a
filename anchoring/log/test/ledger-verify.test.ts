import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { HistoryProof, TrustFile } from '#ledger';
import { describeVerifiedProof, runLedgerVerify } from '#anchoring/log';

const example = JSON.parse(
  readFileSync(new URL('../../../test/vectors/c2sp/ledger-proof.json', import.meta.url), 'utf8'),
) as { trust: TrustFile; history: HistoryProof; state: unknown; anchored: unknown };

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'incola-ledger-verify-'));
  const write = (name: string, value: unknown) => writeFileSync(join(folder, name), JSON.stringify(value));
  write('trust.json', example.trust);
  for (const kind of ['history', 'state', 'anchored'] as const) write(`${kind}.json`, example[kind]);
  write('changed.json', { ...example.history, height: 3 });
  writeFileSync(join(folder, 'garbage.json'), '<html>');
});
afterAll(() => rmSync(folder, { recursive: true }));

async function run(...args: string[]) {
  const lines: string[] = [];
  const code = await runLedgerVerify(args, (line) => lines.push(line));
  return { code, text: lines.join('\n'), result: JSON.parse(lines.at(-1) ?? '') as Record<string, unknown> };
}

describe('ledger:verify', () => {
  it.each(['history', 'state', 'anchored'])('says what a proof of kind %s proves and who signed when', async (kind) => {
    const { code, text, result } = await run(join(folder, `${kind}.json`), '--accept-development');
    expect(code).toBe(0);
    for (const college of ['service providers', 'data providers', 'citizens']) {
      expect(text).toContain(`The college of ${college} cosigned it at 2026-05-28T20:26:50.000Z.`);
    }
    expect(text).toContain('development ledger: all three keys are held by one operator');
    expect(result).toMatchObject({ ok: true, operators: 'single' });
  });

  it('has its own exit code for a development ledger that was not accepted', async () => {
    const { code, result } = await run(join(folder, 'anchored.json'));
    expect(code).toBe(3);
    expect(result).toMatchObject({ ok: false, code: 'development_ledger' });
  });

  it('says nothing of development where the operators are independent', async () => {
    const colleges = [{ college: 'citizens' as const, cosignedAt: 1_780_000_010 }];
    const attested = { origin: 'x', size: 5, root: new Uint8Array(32), colleges, operators: 'independent' as const };
    const values = new Map([['parameters', null]]);
    const blockEnd = { height: 1, time: 1, stateRoot: '' };
    const report = describeVerifiedProof({ kind: 'state', attested, values, blockEnd });
    expect(report.isDevelopmentLedger).toBe(false);
    expect(report.sentences.join()).not.toContain('development');
  });

  it.each([
    ['changed.json', 'proof_not_included'],
    ['garbage.json', 'malformed_json'],
    ['missing.json', 'unreadable_file'],
  ])('refuses %s', async (name, code) => {
    const { code: exit, result } = await run(join(folder, name), '--accept-development');
    expect(exit).toBe(1);
    expect(result).toEqual({ ok: false, code });
  });

  it.each([[[]], [['a.json', 'b.json']], [['a.json', '--force']]])(
    'explains its usage for %j',
    async (args: string[]) => {
      const { code, text } = await run(...args);
      expect(code).toBe(2);
      expect(text).toContain('Usage: npm run ledger:verify');
    },
  );
});
