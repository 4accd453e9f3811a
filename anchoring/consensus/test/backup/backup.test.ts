import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { platformRandom } from '#primitives';
import { MANIFEST, sha256OfFile } from '../../src/backup/backup-manifest.js';
import { readNodeDescription, writeNodeDescription } from '../../src/node/node-description.js';
import { runLedgerBackup } from '../../src/backup/run-ledger-backup.js';
import { openConsensusStore, type ConsensusStore } from '../../src/adapters/sqlite/open-consensus-store.js';
import { FOUNDED_AT, makeFictiveNetwork, scratchFolder } from '../network/fictive-network.js';

let scratch: ReturnType<typeof scratchFolder>;
let home: string;
let trust: string;
let store: ConsensusStore;
let said: string[];
const backup = () => join(scratch.folder, 'backup');
const restored = () => join(scratch.folder, 'restored');

/** A fictive member's node with what a running one has in its home; its application's database is open all the while. */
beforeEach(async () => {
  scratch = scratchFolder();
  const { folder } = makeFictiveNetwork(scratch.folder, 1);
  home = join(folder, 'nodes', 'citizens-1');
  trust = join(folder, 'trust.json');
  const configuration = 'priv_validator_laddr = "unix:///run/signer.sock"\nmoniker = "citizens-1"\n';
  writeFileSync(join(home, 'config', 'config.toml'), configuration, { mode: 0o600 });
  const state = { height: '41', round: 0, step: 3, signature: 'c2ln' };
  writeFileSync(join(home, 'data', 'priv_validator_state.json'), JSON.stringify(state));
  for (const name of ['blockstore.db', 'state.db', 'evidence.db', 'cs.wal']) {
    mkdirSync(join(home, 'data', name));
    writeFileSync(join(home, 'data', name, '000001.log'), name);
  }
  store = openConsensusStore(join(home, 'data', 'application.sqlite'));
});
afterEach(async () => {
  store.close();
  scratch.remove();
});

async function run(...args: string[]): Promise<number> {
  said = [];
  const print = (line: string) => void said.push(line);
  return runLedgerBackup({ args, clock: () => FOUNDED_AT * 1000, random: platformRandom, print });
}

const make = (...more: string[]) => run('make', '--home', home, '--trust', trust, '--out', backup(), ...more);
const restore = (...more: string[]) => run('restore', '--backup', backup(), '--home', restored(), ...more);

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
}

describe('a backup', () => {
  it('holds a running node’s database, configuration, genesis and trust file, and no secret', async () => {
    expect(await make()).toBe(0);
    expect(filesIn(backup())).toEqual([
      'backup.json',
      'config/config.toml',
      'config/genesis.json',
      'data/application.sqlite',
      'trust.json',
    ]);
    expect(statSync(backup()).mode & 0o777).toBe(0o700);
    const opened = join(scratch.folder, 'opened.sqlite');
    cpSync(join(backup(), 'data', 'application.sqlite'), opened);
    openConsensusStore(opened).close();
    expect(await run('check', '--backup', backup())).toBe(0);
  });

  it('holds keys where they are asked for, and never what a signer remembers', async () => {
    // Wherever it lies.
    writeFileSync(join(home, 'data', 'state.db', 'priv_validator_state.json'), '{"signature":"c2ln"}');
    expect(await make('--whole', '--with-node-key', '--with-validator-key')).toBe(0);
    const files = filesIn(backup());
    expect(files).toEqual(expect.arrayContaining(['config/node_key.json', 'config/priv_validator_key.json']));
    expect(files).toEqual(expect.arrayContaining(['data/blockstore.db/000001.log', 'data/state.db/000001.log']));
    expect(files.filter((path) => /state\.json|cs\.wal/.test(path))).toEqual([]);
    for (const path of files) expect(readFileSync(join(backup(), path), 'latin1')).not.toContain('c2ln');
    expect(files).not.toContain('data/state.db/priv_validator_state.json');
    expect(await run('check', '--backup', backup())).toBe(0);
  });

  it('is not made in place of another, nor of the blocks of a node that runs', async () => {
    expect(await make()).toBe(0);
    expect(await make()).toBe(1);
    expect(said[0]).toContain('already');
    const server: Server = createServer();
    await new Promise<void>((resolve) => server.listen(join(home, 'application.sock'), resolve));
    expect(await run('make', '--home', home, '--trust', trust, '--out', `${backup()}2`, '--whole')).toBe(1);
    expect(said[0]).toContain('while it stands still');
    expect(existsSync(`${backup()}2`)).toBe(false);
    // Without the blocks it need not stand still.
    expect(await run('make', '--home', home, '--trust', trust, '--out', `${backup()}2`)).toBe(0);
    server.close();
  });

  it('of a node without its database, or with a key elsewhere, is refused', async () => {
    const other = join(scratch.folder, 'other');
    mkdirSync(join(other, 'config'), { recursive: true });
    expect(await run('make', '--home', other, '--trust', trust, '--out', backup())).toBe(1);
    expect(said[0]).toContain("can't be copied");
    rmSync(join(home, 'config', 'priv_validator_key.json'));
    expect(await make('--with-validator-key')).toBe(1);
    expect(said[0]).toContain('it is at the signer');
    expect(existsSync(backup())).toBe(false);
    expect(await make()).toBe(0);
    for (const missing of ['--home', '--trust', '--out']) {
      const given = ['--home', home, '--trust', trust, '--out', `${backup()}2`];
      given.splice(given.indexOf(missing), 2);
      expect(await run('make', ...given)).toBe(2);
    }
  });
});

describe('a restored node', () => {
  it('starts by its description, which names a signer only where that signer remembers', async () => {
    const peers = [{ nodeId: 'ab'.repeat(20), address: '192.0.2.8', port: 26_656 }];
    const places = { listen: { address: '192.0.2.7', port: 26_656 }, rpcPort: 26_657, peers };
    const description = { format: 'incola-node', version: 1, name: 'citizens-1', ...places } as const;
    writeNodeDescription(home, { ...description, signerSocket: '/run/signer.sock' });
    await make();
    expect(await restore('--keep-signer')).toBe(0);
    expect(readNodeDescription(restored())).toEqual({ ...description, signerSocket: '/run/signer.sock' });
    const target = `${restored()}2`;
    expect(await run('restore', '--backup', backup(), '--home', target)).toBe(0);
    expect(readNodeDescription(target)).toEqual(description);
  });

  it('does not validate, and fetches its blocks', async () => {
    await make('--with-node-key', '--with-validator-key');
    expect(await restore()).toBe(0);
    expect(filesIn(restored())).toEqual([
      'archive/application.sqlite',
      'config/config.toml',
      'config/genesis.json',
      'config/node_key.json',
      'trust.json',
    ]);
    expect(readFileSync(join(restored(), 'config', 'config.toml'), 'utf8')).toBe('moniker = "citizens-1"\n');
    expect(said.join('\n')).toContain('It does not validate');
  });

  it('has its blocks where it stood still, and a node’s key of its own where the backup has none', async () => {
    await make('--whole');
    expect(await restore()).toBe(0);
    expect(filesIn(restored())).toEqual(
      expect.arrayContaining(['data/application.sqlite', 'data/state.db/000001.log']),
    );
    const key = (folder: string) => readFileSync(join(folder, 'config', 'node_key.json'), 'utf8');
    expect(key(restored())).not.toBe(key(home));
    expect(said.join('\n')).toContain('peers have to list it');
  });

  it('validates with the signer that remembers, or with the state that its machine had last', async () => {
    await make('--with-validator-key');
    expect(await restore('--keep-signer')).toBe(0);
    expect(readFileSync(join(restored(), 'config', 'config.toml'), 'utf8')).toContain('priv_validator_laddr');
    expect(existsSync(join(restored(), 'config', 'priv_validator_key.json'))).toBe(false);
    const state = join(home, 'data', 'priv_validator_state.json');
    const target = `${restored()}2`;
    expect(await run('restore', '--backup', backup(), '--home', target, '--validator-state', state)).toBe(0);
    expect(readFileSync(join(target, 'data', 'priv_validator_state.json'), 'utf8')).toBe(readFileSync(state, 'utf8'));
    expect(existsSync(join(target, 'config', 'priv_validator_key.json'))).toBe(true);
  });

  it('is not laid out over another one, nor with a validator’s key that the backup does not hold', async () => {
    await make();
    const state = join(home, 'data', 'priv_validator_state.json');
    expect(await restore('--validator-state', state)).toBe(1);
    expect(said[0]).toContain("holds no validator's key");
    expect(existsSync(restored())).toBe(false);
    expect(await restore()).toBe(0);
    expect(await restore()).toBe(1);
    expect(said[0]).toContain('already');
    for (const only of [
      ['--backup', backup()],
      ['--home', restored()],
    ])
      expect(await run('restore', ...only)).toBe(2);
  });

  it.each([
    ['that is not there', undefined],
    ['that says nothing was signed', { height: '0', round: 0, step: 0 }],
    ['that is none', { anything: 1 }],
  ])('does not get a validator’s key with a state %s', async (_, state) => {
    await make('--with-validator-key');
    const path = join(scratch.folder, 'state.json');
    if (state !== undefined) writeFileSync(path, JSON.stringify(state));
    expect(await restore('--validator-state', path)).toBe(1);
    expect(said[0]).toContain('may sign a height twice');
    expect(existsSync(restored())).toBe(false);
    expect(await restore('--keep-signer', '--validator-state', path)).toBe(2);
  });

  it('is not laid out from a backup that was changed, or into which somebody put a signer’s state', async () => {
    await make();
    const file = join(backup(), 'config', 'genesis.json');
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, text.replace('"initial_height": "1"', '"initial_height": "2"'));
    expect(await restore()).toBe(1);
    expect(said[0]).toContain('is not what it was');
    writeFileSync(file, text);
    const state = join(backup(), 'data', 'priv_validator_state.json');
    writeFileSync(state, '{}');
    const manifest = JSON.parse(readFileSync(join(backup(), MANIFEST), 'utf8')) as { files: object[] };
    manifest.files.push({ path: 'data/priv_validator_state.json', sha256: sha256OfFile(state) });
    writeFileSync(join(backup(), MANIFEST), JSON.stringify(manifest));
    expect(await restore()).toBe(1);
    expect(said[0]).toContain("is a signer's state");
    manifest.files = [{ path: '../../elsewhere', sha256: '0'.repeat(64) }];
    writeFileSync(join(backup(), MANIFEST), JSON.stringify(manifest));
    expect(await restore()).toBe(1);
    expect(said[0]).toContain('describes no backup');
  });
});
