import { afterEach, describe, expect, it } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { databasesUnderTest, type DatabaseUnderTest } from '../../../test/environment/databases.js';
import { verifyWithNodeCrypto, type KeyUse } from '#identity';
import { encodeUtf8, jwkThumbprint, verifyWithWebCrypto } from '#primitives';
import { openKeyStore, ORGANISATION, temporaryDatabaseUrl, type KeyStore } from './open-key-store.js';

const USES: KeyUse[] = ['ledger', 'issuing'];
const opened: KeyStore[] = [];

async function open(url?: string, masterKey?: Uint8Array): Promise<KeyStore> {
  const store = await openKeyStore(url, masterKey);
  opened.push(store);
  return store;
}

afterEach(async () => {
  for (const { database } of opened.splice(0)) await database.close();
});

describe.each<DatabaseUnderTest>(databasesUnderTest())('the keys of an organisation on $name', (databaseUnderTest) => {
  const freshUrl = () => databaseUnderTest.freshUrl();

  it('are made once, one a use, and named by their thumbprint', async () => {
    const { keys } = await open(await freshUrl());
    const first = await keys.ensureIdentity({ ...ORGANISATION, uses: USES });
    expect(first.did).toBe(ORGANISATION.did);
    expect(first.keys.ledger?.kid).toBe(jwkThumbprint(first.keys.ledger!.publicJwk));
    expect(first.keys.ledger?.kid).not.toBe(first.keys.issuing?.kid);
    expect(await keys.ensureIdentity({ ...ORGANISATION, uses: USES })).toEqual(first);
  });

  it('are made once also when two starts ask at the same time', async () => {
    const { keys } = await open(await freshUrl());
    const [one, two] = await Promise.all([
      keys.ensureIdentity({ ...ORGANISATION, uses: USES }),
      keys.ensureIdentity({ ...ORGANISATION, uses: USES }),
    ]);
    expect(one).toEqual(two);
  });

  it('gain a use later without losing the earlier ones', async () => {
    const { keys } = await open(await freshUrl());
    const before = await keys.ensureIdentity({ ...ORGANISATION, uses: ['ledger'] });
    const after = await keys.ensureIdentity({ ...ORGANISATION, uses: ['ledger', 'access'] });
    expect(after.keys.ledger).toEqual(before.keys.ledger);
    expect(after.keys.access).toBeDefined();
  });

  it('sign what Web Crypto and node:crypto verify', async () => {
    const { keys } = await open(await freshUrl());
    await keys.ensureIdentity({ ...ORGANISATION, uses: USES });
    const { publicJwk, sign } = await keys.signer(ORGANISATION.did, 'issuing');
    const message = encodeUtf8('a message');
    const signature = await sign(message);
    expect(await verifyWithWebCrypto({ publicJwk, message, signature })).toBe(true);
    expect(await verifyWithNodeCrypto({ publicJwk, message, signature })).toBe(true);
  });

  it('are there again after a restart, with the same public halves', async () => {
    const url = await freshUrl();
    const first = await open(url);
    const made = await first.keys.ensureIdentity({ ...ORGANISATION, uses: USES });
    await first.database.close();
    const second = await open(url);
    expect((await second.keys.signer(ORGANISATION.did, 'ledger')).publicJwk).toEqual(made.keys.ledger!.publicJwk);
    expect(await second.keys.ensureIdentity({ ...ORGANISATION, uses: USES })).toEqual(made);
  });

  it('do not open under another master key', async () => {
    const url = await freshUrl();
    const first = await open(url);
    await first.keys.ensureIdentity({ ...ORGANISATION, uses: USES });
    const second = await open(url, new Uint8Array(32).fill(1));
    await expect(second.keys.signer(ORGANISATION.did, 'ledger')).rejects.toMatchObject({
      code: 'private_key_unreadable',
      fault: 'outage',
    });
  });

  it('do not open where their ciphertext was altered, or moved to another key', async () => {
    const { keys, database } = await open(await freshUrl());
    const identity = await keys.ensureIdentity({ ...ORGANISATION, uses: USES });
    const rows = await database.tx((manager) => manager.find('IdentityPrivateKey'));
    const [ledger, issuing] = (['ledger', 'issuing'] as const).map((use) =>
      (rows as { alias: string; sealed: string }[]).find(({ alias }) => alias === identity.keys[use]!.kid)!,
    );
    await database.tx((manager) =>
      manager.update('IdentityPrivateKey', { alias: ledger!.alias }, { sealed: issuing!.sealed }),
    );
    await expect(keys.signer(ORGANISATION.did, 'ledger')).rejects.toMatchObject({ code: 'private_key_unreadable' });
    const altered = issuing!.sealed.slice(0, -4) + (issuing!.sealed.endsWith('AAAA') ? 'BBBB' : 'AAAA');
    await database.tx((manager) =>
      manager.update('IdentityPrivateKey', { alias: issuing!.alias }, { sealed: altered }),
    );
    await expect(keys.signer(ORGANISATION.did, 'issuing')).rejects.toMatchObject({ code: 'private_key_unreadable' });
  });

  it('are refused for a use that was never enrolled, and for a stranger', async () => {
    const { keys } = await open(await freshUrl());
    await keys.ensureIdentity({ ...ORGANISATION, uses: USES });
    await expect(keys.signer(ORGANISATION.did, 'access')).rejects.toMatchObject({ code: 'key_missing' });
    await expect(keys.signer('did:web:stranger.example', 'ledger')).rejects.toMatchObject({ code: 'key_missing' });
    await expect(keys.didDocument('did:web:stranger.example')).rejects.toMatchObject({ code: 'unknown_did' });
  });

  it('stand in the did:web document, without those of certification authorities', async () => {
    const { keys } = await open(await freshUrl());
    const identity = await keys.ensureIdentity({ ...ORGANISATION, uses: [...USES, 'issuing_root'] });
    const document = await keys.didDocument(ORGANISATION.did);
    const methods = document.verificationMethod as { id: string; publicKeyJwk: unknown }[];
    expect(document.id).toBe(ORGANISATION.did);
    expect(methods.map(({ id }) => id).sort()).toEqual(
      USES.map((use) => `${ORGANISATION.did}#${identity.keys[use]!.kid}`).sort(),
    );
    expect(JSON.stringify(document)).not.toContain('"d"');
  });
});

describe('private keys', () => {
  it('lie in the database encrypted only', async () => {
    const url = await temporaryDatabaseUrl();
    const { keys, database, sealing } = await open(url);
    await keys.ensureIdentity({ ...ORGANISATION, uses: ['ledger'] });
    const [row] = await database.tx((manager) =>
      manager.find<{ alias: string; type: string; sealed: string }>('IdentityPrivateKey'),
    );
    const bytes = sealing.open('identity-private-key', row!.sealed, [row!.alias, row!.type]);
    await database.truncateCheckpoint();
    const file = await readFile(url.slice('sqlite:'.length));
    expect(file.includes(Buffer.from(bytes))).toBe(false);
    expect(file.includes(Buffer.from(bytes).toString('hex'))).toBe(false);
    expect(file.includes(row!.sealed)).toBe(true);
  });
});
