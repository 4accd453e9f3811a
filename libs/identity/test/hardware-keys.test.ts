import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { renameSync } from 'node:fs';
import { join } from 'node:path';
import pkcs11js from 'pkcs11js';
import { Token, TokenKeys, verifyWithNodeCrypto, type KeyUse, type TokenSettings } from '#identity';
import { encodeUtf8, platformRandom } from '#primitives';
import { makeSoftHsmToken, type SoftHsmToken } from '../../../test/environment/softhsm.mjs';
import { openKeyStore, ORGANISATION, temporaryDatabaseUrl, type KeyStore } from './open-key-store.js';

const { did } = ORGANISATION;
const USES: KeyUse[] = ['issuing'];
const message = encodeUtf8('a message');
let softHsm: SoftHsmToken;
const opened: { token: Token; store?: KeyStore }[] = [];

beforeAll(async () => {
  softHsm = await makeSoftHsmToken();
});
afterAll(() => softHsm?.remove());
afterEach(async () => {
  for (const { token, store } of opened.splice(0)) {
    await token.close();
    await store?.database.close();
  }
});

function settings(changes: Partial<TokenSettings> = {}): TokenSettings {
  const { library, label, pin } = softHsm;
  return { library, tokenLabel: label, pin, ...changes };
}

function openToken(changes: Partial<TokenSettings> = {}): TokenKeys {
  const token = new Token(settings(changes));
  opened.push({ token });
  return new TokenKeys(token, platformRandom);
}

async function openStore(url?: string): Promise<KeyStore> {
  const token = new Token(settings());
  const store = await openKeyStore(url, undefined, {
    token: { keys: new TokenKeys(token, platformRandom), uses: USES },
  });
  opened.push({ token, store });
  return store;
}

async function expectSigns({ keys }: KeyStore): Promise<void> {
  const { publicJwk, sign } = await keys.signer(did, 'issuing');
  expect(await verifyWithNodeCrypto({ publicJwk, message, signature: await sign(message) })).toBe(true);
}

describe('keys in a hardware module', () => {
  it('sign what node:crypto verifies, for the uses that are named, and are there again after a restart', async () => {
    const url = await temporaryDatabaseUrl();
    const first = await openStore(url);
    const identity = await first.keys.ensureIdentity({ ...ORGANISATION, uses: ['ledger', 'issuing'] });
    await expectSigns(first);
    const kept = await first.database.tx((manager) => manager.find<{ alias: string }>('IdentityPrivateKey'));
    expect(kept.map(({ alias }) => alias)).toEqual([identity.keys.ledger!.kid]);
    await opened[0]!.token.close();
    const second = await openStore(url);
    expect(await second.keys.ensureIdentity({ ...ORGANISATION, uses: ['ledger', 'issuing'] })).toEqual(identity);
    await expectSigns(second);
  });

  it('cannot be read out of it, not even by who knows the PIN', async () => {
    const keys = openToken();
    const { id } = await keys.create('incola issuing test');
    const module = new pkcs11js.PKCS11();
    module.load(softHsm.library);
    const slot = module.C_GetSlotList(true).find((one) => module.C_GetTokenInfo(one).label.trim() === softHsm.label)!;
    const session = module.C_OpenSession(slot, pkcs11js.CKF_SERIAL_SESSION);
    module.C_FindObjectsInit(session, [
      { type: pkcs11js.CKA_ID, value: Buffer.from(id, 'hex') },
      { type: pkcs11js.CKA_CLASS, value: pkcs11js.CKO_PRIVATE_KEY },
    ]);
    const key = module.C_FindObjects(session)!;
    module.C_FindObjectsFinal(session);
    expect(() => module.C_GetAttributeValue(session, key, [{ type: pkcs11js.CKA_VALUE }])).toThrow(
      'CKR_ATTRIBUTE_SENSITIVE',
    );
    const flags = [pkcs11js.CKA_NEVER_EXTRACTABLE, pkcs11js.CKA_ALWAYS_SENSITIVE, pkcs11js.CKA_LOCAL];
    for (const type of flags) expect(module.C_GetAttributeValue(session, key, [{ type }])[0]?.value[0]).toBe(1);
    module.C_CloseSession(session);
  });

  it('sign for many at once, and the main thread goes on meanwhile', async () => {
    const keys = openToken();
    const { sign, publicJwk } = keys.signer(await keys.create('incola concurrency'));
    let turns = 0;
    const timer = setInterval(() => turns++, 1);
    const messages = Array.from({ length: 200 }, (_none, index) => encodeUtf8(`message ${index}`));
    const signatures = await Promise.all(messages.map(async (one) => sign(one)));
    clearInterval(timer);
    for (const [index, signature] of signatures.entries()) {
      expect(await verifyWithNodeCrypto({ publicJwk, message: messages[index]!, signature })).toBe(true);
    }
    expect(turns).toBeGreaterThan(0);
  });

  it('are destroyed with both halves', async () => {
    const keys = openToken();
    const key = await keys.create('incola passing');
    expect(await keys.destroy(key.id)).toBe(true);
    expect(await keys.destroy(key.id)).toBe(false);
    await expect(keys.signer(key).sign(message)).rejects.toMatchObject({
      code: 'hardware_key_missing',
      fault: 'outage',
    });
  });

  it('are followed by one in the module, also where the first one lay in the key store', async () => {
    const url = await temporaryDatabaseUrl();
    const software = await openKeyStore(url);
    await software.keys.ensureIdentity({ ...ORGANISATION, uses: ['issuing'] });
    await software.database.close();
    const store = await openStore(url);
    await expectSigns(store);
    const { kid } = await store.keys.rotation.begin(did, 'issuing');
    const key = await store.database.tx((manager) =>
      manager.findOneBy<{ kms: string }>('IdentityKey', { kid } as object),
    );
    expect(key?.kms).toBe('pkcs11');
    const signer = await store.keys.rotation.signer(did, 'issuing');
    expect(await verifyWithNodeCrypto({ ...signer, message, signature: await signer.sign(message) })).toBe(true);
  });
});

describe('what a hardware module may lack is said in a sentence:', () => {
  const sign = async (keys: TokenKeys) => keys.signer({ id: '00', publicJwk: {} as never }).sign(message);

  it('its library', async () => {
    await expect(sign(openToken({ library: '/nowhere/module.so' }))).rejects.toMatchObject({
      code: 'hardware_library_missing',
      fault: 'outage',
    });
  });

  it('the token', async () => {
    await expect(sign(openToken({ tokenLabel: 'another' }))).rejects.toMatchObject({
      code: 'hardware_token_missing',
      fault: 'outage',
    });
  });

  it('the PIN, which is tried once only, because a module locks itself', async () => {
    const keys = openToken({ pin: '000000' });
    for (let attempt = 0; attempt < 12; attempt++) {
      await expect(sign(keys)).rejects.toMatchObject({ code: 'hardware_pin_refused', fault: 'outage' });
    }
    await openToken().create('incola still open');
  });

  it('the configuration, where a key lies in one', async () => {
    const url = await temporaryDatabaseUrl();
    await (await openStore(url)).keys.ensureIdentity({ ...ORGANISATION, uses: ['issuing'] });
    const without = await openKeyStore(url);
    await expect(without.keys.signer(did, 'issuing')).rejects.toMatchObject({ code: 'hardware_not_configured' });
    await without.database.close();
  });

  it('its sessions: they are opened again', async () => {
    const keys = openToken();
    const signer = keys.signer(await keys.create('incola lost sessions'));
    await signer.sign(message);
    const module = new pkcs11js.PKCS11();
    module.load(softHsm.library);
    for (const slot of module.C_GetSlotList(true)) module.C_CloseAllSessions(slot);
    const { publicJwk } = signer;
    expect(await verifyWithNodeCrypto({ publicJwk, message, signature: await signer.sign(message) })).toBe(true);
  });

  it('the token while it runs: nothing is signed, until it is there again', async () => {
    const keys = openToken();
    const key = await keys.create('incola drawn');
    const tokens = join(softHsm.folder, 'tokens');
    renameSync(tokens, `${tokens}.drawn`);
    try {
      await opened[0]!.token.close();
      await expect(keys.signer(key).sign(message)).rejects.toMatchObject({ fault: 'outage' });
    } finally {
      renameSync(`${tokens}.drawn`, tokens);
    }
    const { publicJwk, sign: signAgain } = keys.signer(key);
    expect(await verifyWithNodeCrypto({ publicJwk, message, signature: await signAgain(message) })).toBe(true);
  });
});
