import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { contractCodeDigest } from '#anchoring/contract';

describe("the digest of the contract's code", () => {
  it('names the code that runs, and changes with any of its files', () => {
    const folder = mkdtempSync(join(tmpdir(), 'incola-contract-code-'));
    const digest = () => contractCodeDigest(pathToFileURL(`${folder}/`));
    writeFileSync(join(folder, 'a.js'), 'one');
    const first = digest();
    writeFileSync(join(folder, 'a.js.map'), 'ignored');
    expect(digest()).toBe(first);
    writeFileSync(join(folder, 'a.js'), 'two');
    expect(digest()).not.toBe(first);
    const second = digest();
    mkdirSync(join(folder, 'rules'));
    writeFileSync(join(folder, 'rules', 'b.js'), 'three');
    expect(digest()).not.toBe(second);
    rmSync(folder, { recursive: true });
    expect(contractCodeDigest()).toMatch(/^[A-Za-z0-9_-]{43}$/);
  });
});
