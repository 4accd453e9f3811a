import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRoot, generatePrivateBytes, openSigningKey, signerOver } from '#identity';
import { platformRandom } from '#primitives';
import { readTrustedEntities, type TrustedEntitiesFile } from '../src/trusted-entities/index.js';

let folder: string;
let right: TrustedEntitiesFile;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'incola-lists-'));
  const signer = signerOver(openSigningKey('Secp256r1', generatePrivateBytes('Secp256r1', platformRandom)));
  const organisation = { name: 'État civil fictif', legalId: 'FICTIF-PID' };
  const times = { notBefore: 1_760_000_000, days: 30, random: platformRandom };
  const anchor = await createRoot({ signer, purpose: 'issuing', organisation, ...times });
  const entity = { id: 'https://pid.example', name: 'État civil fictif', types: ['urn:eudi:pid:1'], anchors: [anchor] };
  const entities = [{ ...entity, from: '2026-01-01T00:00:00Z', levelOfAssurance: 'high' as const }];
  right = { format: 'incola-trusted-entities', version: 1, list: 'eu-pid', entities };
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function read(content: unknown) {
  const file = join(folder, 'list.json');
  await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content));
  return readTrustedEntities(file);
}

describe('a list of trusted entities', () => {
  test('is read with its name at each entity; who says nothing of a status is held to one', async () => {
    const [entity] = await read(right);
    expect(entity).toMatchObject({ list: 'eu-pid', from: 1_767_225_600, until: null, status: 'required' });
    expect(entity?.levelOfAssurance).toBe('high');
  });

  test('may write its certificates as PEM, and needs none of who is named by a DID', async () => {
    const [entity] = right.entities;
    const [anchor = ''] = entity?.anchors ?? [];
    const pem = `-----BEGIN CERTIFICATE-----\n${anchor.replaceAll(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`;
    const did = { ...entity, id: 'did:web:pid.example', anchors: [] };
    const [written, named] = await read({ ...right, entities: [{ ...entity, anchors: [pem] }, did] });
    expect([written?.anchors, named?.anchors]).toEqual([[anchor], []]);
  });

  test('is refused whole where anything in it is wrong', async () => {
    const [entity] = right.entities;
    for (const wrong of [
      'no JSON',
      { ...right, version: 2 },
      { ...right, list: 'EU list' },
      { ...right, further: true },
      { ...right, entities: [{ ...entity, anchors: ['AAAA'] }] },
      { ...right, entities: [{ ...entity, anchors: [] }] },
      { ...right, entities: [{ ...entity, types: [] }] },
      { ...right, entities: [{ ...entity, from: '2026-01-01' }] },
      { ...right, entities: [{ ...entity, levelOfAssurance: 'very high' }] },
      { ...right, entities: [{ ...entity, status: 'never' }] },
    ]) {
      await expect(read(wrong)).rejects.toMatchObject({ code: 'trusted_entities_unreadable', fault: 'outage' });
    }
  });

  test('that is not there is told, with no file name for the public', async () => {
    const failure = await readTrustedEntities(join(folder, 'nowhere.json')).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'trusted_entities_unreadable' });
    expect((failure as Error).message).not.toContain('nowhere');
  });
});
