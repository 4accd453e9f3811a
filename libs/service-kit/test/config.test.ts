import { expect, test } from '@jest/globals';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { describeConfig, environmentName, loadConfig, secret } from '#service-kit/config';
import { publicEndpoint, publicUrl, wellKnownUrl } from '#service-kit/url';

const shape = z.object({
  publicUrl: publicUrl.describe('Where people reach the service.'),
  port: z.number().int().default(4001).describe('The port it listens on.'),
  tenants: z.array(z.string()).default([]).describe('The tenants.'),
  masterKey: secret('What everything is sealed under.'),
});

async function folderWith(files: Record<string, string>): Promise<(name: string) => string> {
  const folder = await mkdtemp(join(tmpdir(), 'incola-config-'));
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  return (name) => join(folder, name);
}

test('reads a file, and lets the environment override each field', async () => {
  const at = await folderWith({
    'issuer.json': '{"publicUrl":"https://x.example/","port":1,"masterKeyFile":"key.txt"}',
    'key.txt': 'abc\n',
  });
  const environment = { INCOLA_ISSUER_PORT: '4010', INCOLA_ISSUER_TENANTS: '["a"]', PATH: '/bin' };
  expect(loadConfig({ app: 'issuer', shape, file: at('issuer.json'), environment })).toEqual({
    publicUrl: 'https://x.example',
    port: 4010,
    tenants: ['a'],
    masterKey: 'abc',
  });
});

test('reports all problems together, and no value', async () => {
  const at = await folderWith({
    'issuer.json': '{"publicUrl":"http://x.example","prot":1,"port":"hidden-text","masterKey":"hidden-secret"}',
  });
  const environment = { INCOLA_ISSUER_TENANT: 'x' };
  let message = '';
  try {
    loadConfig({ app: 'issuer', shape, file: at('issuer.json'), environment });
  } catch (error) {
    message = (error as Error).message;
  }
  for (const part of ['publicUrl: A URL must be https', 'prot: no such field', 'port: ', 'masterKey: a secret']) {
    expect(message).toContain(part);
  }
  expect(message).toContain('INCOLA_ISSUER_TENANT: no such field');
  expect(message).not.toContain('hidden');
});

test('prints every field with its sentence', () => {
  const text = describeConfig('issuer', shape);
  expect(text).toContain('publicUrl, INCOLA_ISSUER_PUBLIC_URL\n    Where people reach the service. Required.');
  expect(text).toContain('The port it listens on. Default: 4001.');
  expect(text).toContain('masterKeyFile, INCOLA_ISSUER_MASTER_KEY_FILE');
  expect(text).not.toContain('(no sentence)');
  expect(environmentName('issuer', 'offerTtlSeconds')).toBe('INCOLA_ISSUER_OFFER_TTL_SECONDS');
});

test('derives links and well-known addresses from the public URL', () => {
  expect(publicEndpoint('http://localhost:4001', 'eau', 'a/b')).toBe('http://localhost:4001/eau/a%2Fb');
  expect(wellKnownUrl('https://x.example/a', 'openid-credential-issuer', 'lyon')).toBe(
    'https://x.example/.well-known/openid-credential-issuer/a/lyon',
  );
});
