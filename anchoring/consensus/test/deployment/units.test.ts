import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { readSignerArguments } from '../../src/signer/signer-arguments.js';

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const deployment = join(root, 'anchoring', 'consensus', 'deployment');
const units = readdirSync(join(deployment, 'systemd'))
  .filter((name) => name.endsWith('.service'))
  .map((name) => ({ name, text: readFileSync(join(deployment, 'systemd', name), 'utf8') }));
const compose = readFileSync(join(deployment, 'compose.yaml'), 'utf8');

/** The values of a setting, which may stand several times. */
function valuesOf(text: string, setting: string): string[] {
  return [...text.matchAll(new RegExp(`^${setting}=(.*)$`, 'gm'))].map(([, value = '']) => value);
}

/** Built modules that a file starts, as their sources are called. */
function sourcesIn(text: string): string[] {
  return [...text.matchAll(/dist\/(\S+\.main)\.js/g)].map(([, module = '']) => `${module}.ts`);
}

describe.each(units)('$name', ({ name, text }) => {
  it('starts a program that is there', () => {
    const sources = sourcesIn(text);
    expect(sources).toHaveLength(1);
    for (const source of sources) expect([source, existsSync(join(root, source))]).toEqual([source, true]);
  });

  it('may do little besides', () => {
    for (const setting of ['NoNewPrivileges', 'PrivateTmp', 'PrivateDevices', 'RestrictNamespaces', 'ProtectHome']) {
      expect([setting, ...valuesOf(text, setting)]).toEqual([setting, 'yes']);
    }
    expect(valuesOf(text, 'ProtectSystem')).toEqual(['strict']);
    expect(valuesOf(text, 'CapabilityBoundingSet')).toEqual(['']);
    expect(valuesOf(text, 'User')[0]).toMatch(/^incola-(?:ledger|signer|link)$/);
    expect(valuesOf(text, 'StateDirectoryMode')).toEqual(['0700']);
  });

  it('is started again whenever it ends, if it is to run on', () => {
    if (name === 'incola-ledger-backup.service') {
      expect(valuesOf(text, 'Type')).toEqual(['oneshot']);
      return;
    }
    expect(valuesOf(text, 'Restart')).toEqual(['always']);
    expect(valuesOf(text, 'StartLimitIntervalSec')).toEqual(['0']);
  });
});

it.each(['incola-ledger-signer.service', 'incola-ledger-link.service'])(
  '%s says what its program understands',
  (name) => {
    const [start = ''] = valuesOf(units.find((unit) => unit.name === name)?.text ?? '', 'ExecStart');
    const args = start.replace('${LINK_LISTEN}', '10.0.0.5:26659').split(' ').slice(2);
    expect(readSignerArguments(args)).toBeDefined();
  },
);

it('old backups go, and only after a new one was made', () => {
  const text = units.find(({ name }) => name === 'incola-ledger-backup.service')?.text ?? '';
  const [remove = ''] = valuesOf(text, 'ExecStartPost');
  expect(remove).toContain('/var/backups/incola-ledger -mindepth 1 -maxdepth 1');
  expect(remove).toMatch(/-mtime \+\d+ -exec rm -r \{\} \+$/);
  expect(valuesOf(text, 'ExecStart')[0]).toContain('--out "/var/backups/incola-ledger/$(date -u +%%Y-');
});

it('the image holds nothing but what is named, so that no key is in its layers', () => {
  const [, first, ...rest] = readFileSync(join(deployment, 'node.Dockerfile.dockerignore'), 'utf8').trim().split('\n');
  expect(first).toBe('*');
  const named = rest.filter((line) => line.startsWith('!')).map((line) => line.slice(1));
  expect(named).toContain('package-lock.json');
  expect(named.filter((name) => /data|member|net|\*\*/.test(name))).toEqual([]);
});

it('a key in a token is described by whole paths, since the signer is started elsewhere than the key was made', () => {
  const token = ['--token-library', '/usr/lib/p11.so', '--token-label', 'x', '--pin-file', 'pin'];
  expect(readSignerArguments(['keys', '--folder', 'signer', ...token])).toMatchObject({
    place: { library: '/usr/lib/p11.so', pinFile: join(process.cwd(), 'pin') },
  });
});

it('the compose file starts what is there, and gives the signer no network', () => {
  for (const source of sourcesIn(compose.replaceAll(/(\S+\.main\.js)/g, (found) => found.replace(/,$/, '')))) {
    expect([source, existsSync(join(root, source))]).toEqual([source, true]);
  }
  expect(sourcesIn(compose)).toHaveLength(2);
  expect(compose.slice(compose.indexOf('  signer:'))).toContain('network_mode: none');
  expect(compose).not.toContain('26657');
});
