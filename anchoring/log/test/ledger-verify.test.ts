import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { HistoryProof, TrustFile } from '#ledger';
import { describeVerifiedProof, runLedgerVerify } from '#anchoring/log';
import { FIRST, networkProofs, signedBlock, TRUST } from '../../../libs/ledger/test/cometbft/fictive-network.js';

const example = JSON.parse(
  readFileSync(new URL('../../../test/vectors/c2sp/ledger-proof.json', import.meta.url), 'utf8'),
) as { trust: TrustFile; history: HistoryProof; state: unknown; anchored: unknown };

let folder: string;
let absentKey: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'incola-ledger-verify-'));
  const write = (name: string, value: unknown) => writeFileSync(join(folder, name), JSON.stringify(value));
  write('trust.json', example.trust);
  for (const kind of ['history', 'state', 'anchored'] as const) write(`${kind}.json`, example[kind]);
  write('changed.json', { ...example.history, height: 3 });
  mkdirSync(join(folder, 'network'));
  const proofs = networkProofs();
  write('network/trust.json', TRUST);
  write('network/proof.json', proofs.anchored);
  const [absent] = FIRST;
  const { header, commit, validators, ...rest } = proofs.history.attestation;
  const signers = FIRST.slice(1).map(({ publicKey }) => publicKey);
  const signed = signedBlock({ height: 3, appState: rest.appState, signers });
  write('network/one-absent.json', { ...proofs.history, attestation: { ...rest, ...signed } });
  write('network/too-few.json', {
    ...proofs.history,
    attestation: { ...rest, header, validators, commit: { ...commit, signatures: commit.signatures.map(() => null) } },
  });
  absentKey = absent?.publicKey ?? '';
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

  it('says of a commit of the network which validators of which colleges signed', async () => {
    const { code, text, result } = await run(join(folder, 'network/proof.json'), '--accept-development');
    expect(code).toBe(0);
    expect(text).toContain('Block 3 of the network, of 2026-05-28T20:25:30.000Z, carries the tree of 3 leaves');
    for (const { publicKey, member } of FIRST) expect(text).toContain(`the validator ${publicKey} of ${member}`);
    expect(text.indexOf('Of the college of citizens signed it:')).toBeGreaterThan(0);
    expect(JSON.stringify(result['colleges'])).toContain(absentKey);
  });

  it('names no validator of the network that did not sign, and refuses where too few did', async () => {
    const { code, text } = await run(join(folder, 'network/one-absent.json'), '--accept-development');
    expect(code).toBe(0);
    expect(text).not.toContain(absentKey);
    const { code: exit, result } = await run(join(folder, 'network/too-few.json'), '--accept-development');
    expect([exit, result['code']]).toEqual([1, 'proof_power_too_small']);
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

  it('says of a file that is not there, or is a folder, what to do about it', async () => {
    const missing = join(folder, 'missing.json');
    expect((await run(missing)).text).toContain(`Not proven: ${missing} is not there. Check the path`);
    const trust = join(folder, 'no-trust.json');
    expect((await run(join(folder, 'state.json'), '--trust', trust)).text).toContain(`${trust} is not there.`);
    expect((await run('--log', folder, '--trust', join(folder, 'trust.json'))).text).toMatch(
      /is a folder, where a file/,
    );
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
