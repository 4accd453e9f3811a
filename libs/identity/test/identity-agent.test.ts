import { describe, expect, it } from '@jest/globals';
import { loadIdentityAgent, publicJwkOfDidJwk, publicJwkOfDidKey, verifyWithNodeCryptoSync } from '#identity';
import { decodeBase64url, encodeUtf8, platformRandom } from '#primitives';
import { openKeyStore, ORGANISATION } from './open-key-store.js';

async function openAgent() {
  const store = await openKeyStore();
  const parts = { ...store, random: platformRandom, fetchDocument: () => Promise.reject(new Error('no network')) };
  return { ...store, agent: await loadIdentityAgent(parts) };
}

describe("Veramo's agent over our key management", () => {
  it('makes a did:key and a did:jwk whose keys it signs with', async () => {
    const { agent, database } = await openAgent();
    for (const [provider, read] of [
      ['did:key', publicJwkOfDidKey],
      ['did:jwk', publicJwkOfDidJwk],
    ] as const) {
      for (const keyType of ['Secp256r1', 'Ed25519']) {
        const { did, controllerKeyId } = await agent.didManagerCreate({ provider, options: { keyType } });
        const signature = await agent.keyManagerSign({ keyRef: controllerKeyId!, data: 'a message' });
        expect(
          verifyWithNodeCryptoSync({
            publicJwk: read(did),
            message: encodeUtf8('a message'),
            signature: decodeBase64url(signature),
          }),
        ).toBe(true);
        const { didDocument } = await agent.resolveDid({ didUrl: did });
        expect(didDocument?.verificationMethod?.[0]?.publicKeyJwk).toMatchObject({ ...read(did) });
      }
    }
    await database.close();
  });

  it('knows the organisations whose keys were ensured', async () => {
    const { agent, keys, database } = await openAgent();
    const identity = await keys.ensureIdentity({ ...ORGANISATION, uses: ['ledger', 'access'] });
    const { keys: known } = await agent.didManagerGet({ did: ORGANISATION.did });
    expect(known.map(({ kid }) => kid).sort()).toEqual([identity.keys.ledger!.kid, identity.keys.access!.kid].sort());
    expect(known.every((key) => !('privateKeyHex' in key))).toBe(true);
    await database.close();
  });

  it('refuses other algorithms, key kinds and key agreement', async () => {
    const { agent, database } = await openAgent();
    const { kid } = await agent.keyManagerCreate({ kms: 'incola', type: 'Secp256r1' });
    const refused = { code: 'not_supported' };
    await expect(agent.keyManagerSign({ keyRef: kid, algorithm: 'ES256K', data: 'x' })).rejects.toMatchObject(refused);
    await expect(agent.keyManagerCreate({ kms: 'incola', type: 'Secp256k1' })).rejects.toMatchObject(refused);
    await expect(
      agent.keyManagerSharedSecret({ secretKeyRef: kid, publicKey: { type: 'Secp256r1', publicKeyHex: '02' } }),
    ).rejects.toMatchObject(refused);
    await database.close();
  });

  it('forgets a DID with its keys', async () => {
    const { agent, database } = await openAgent();
    const { did, controllerKeyId } = await agent.didManagerCreate({ provider: 'did:key' });
    expect(await agent.didManagerDelete({ did })).toBe(true);
    await expect(agent.didManagerGet({ did })).rejects.toMatchObject({ code: 'unknown_did' });
    await expect(agent.keyManagerSign({ keyRef: controllerKeyId!, data: 'x' })).rejects.toMatchObject({
      code: 'key_not_found',
    });
    await database.close();
  });
});
