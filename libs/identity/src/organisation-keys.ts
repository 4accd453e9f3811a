import { assertOurs, decodeHex, outage, refusal, type RandomBytes, type Signer } from '#primitives';
import { TypeormDids } from './adapters/typeorm/typeorm-dids.js';
import { TypeormPrivateKeys } from './adapters/typeorm/typeorm-private-keys.js';
import type { KeyRow } from './adapters/typeorm/identity-tables.js';
import { didDocumentOf } from './dids/did-document.js';
import { loadIdentityAgent } from './agent/load-agent.js';
import type { FetchDocument } from './dids/resolve-did.js';
import type { KeyUse, OrganisationIdentity, OrganisationKeys } from './identity.js';
import { publicJwkOf } from './keys/public-key-hex.js';
import { openSigningKey, signerOver, type KeyType } from './keys/signing-key.js';
import type { KeySealing, UnitOfWork } from './unit-of-work.js';

/** Certification authorities' keys sign certificates only, so no DID document shows them. */
const UNPUBLISHED_USES = new Set<string>(['issuing_root', 'access_root']);

export interface OrganisationKeysParts {
  /** The key store's database, opened with `identityEntities` and `identityMigrations`. */
  database: UnitOfWork;
  /** `new SecretBox(masterKey, random)` of `#service-kit/vault`. */
  sealing: KeySealing;
  random: RandomBytes;
}

/**
 * Keys and DIDs of the organisations that this service acts for. Keys are made by Veramo's agent, which is loaded only then;
 * signing and documents read the same stores without it.
 */
export function createOrganisationKeys({ database, sealing, random }: OrganisationKeysParts): OrganisationKeys {
  const dids = new TypeormDids(database);
  const privateKeys = new TypeormPrivateKeys(database, sealing);
  const signers = new Map<string, Promise<Signer>>();

  async function ensureIdentity(organisation: {
    did: string;
    name: string;
    legalId: string;
    uses: readonly KeyUse[];
  }): Promise<OrganisationIdentity> {
    const { did, name, legalId, uses } = organisation;
    const known = await dids.keysByUse(did);
    if (uses.some((use) => !known.has(use))) {
      const agent = await loadIdentityAgent({ database, sealing, random, fetchDocument: fetchNothing });
      // One unit: after a crash there are all keys or none, and two starts at once make one set.
      await database.tx(async () => {
        const present = await dids.keysByUse(did);
        const missing = uses.filter((use) => !present.has(use));
        if (present.size === 0) {
          await agent.didManagerCreate({ provider: 'did:web', options: { did, uses: missing } });
          return;
        }
        for (const use of missing) {
          const key = await agent.keyManagerCreate({ kms: 'incola', type: 'Secp256r1', meta: { use } });
          await agent.didManagerAddKey({ did, key });
        }
      });
    }
    const keys = await dids.keysByUse(did);
    return { did, name, legalId, keys: Object.fromEntries(uses.map((use) => [use, publicHalf(keys.get(use))])) };
  }

  async function openSigner(did: string, use: KeyUse): Promise<Signer> {
    const key = (await dids.keysByUse(did)).get(use);
    if (key === undefined) {
      throw outage('key_missing', 'The organisation has no key for this use; enrol it first.', {
        privateDetail: `${did} ${use}`,
      });
    }
    const { privateKeyHex } = await privateKeys.getKey({ alias: key.kid });
    return signerOver(openSigningKey(key.type as KeyType, decodeHex(privateKeyHex)));
  }

  function signer(did: string, use: KeyUse): Promise<Signer> {
    const name = `${use} ${did}`;
    const opened = signers.get(name) ?? openSigner(did, use);
    signers.set(name, opened);
    // A failure is not kept: the next call reads the stores again.
    opened.catch(() => signers.delete(name));
    return opened;
  }

  async function didDocument(did: string): Promise<Record<string, unknown>> {
    const keys = [...(await dids.keysByUse(did))].filter(([use]) => !UNPUBLISHED_USES.has(use));
    keys.sort(([left], [right]) => (left < right ? -1 : 1));
    if (keys.length === 0) throw refusal('unknown_did', 'There is no such DID.');
    const published = keys.map(([, { kid, type, publicKeyHex }]) => ({
      fragment: kid,
      publicJwk: publicJwkOf(type as KeyType, publicKeyHex),
    }));
    return { ...didDocumentOf(did, published) };
  }

  return { ensureIdentity, signer, didDocument };
}

function publicHalf(key: KeyRow | undefined) {
  assertOurs(key !== undefined, 'every use has its key once it was ensured');
  return { kid: key.kid, publicJwk: publicJwkOf(key.type as KeyType, key.publicKeyHex) };
}

const fetchNothing: FetchDocument = () =>
  Promise.reject(refusal('not_supported', 'Making keys needs no document of others.'));
