import { refusal, secondsOf, type Clock, type RandomBytes } from '#primitives';
import { TypeormDids } from './adapters/typeorm/typeorm-dids.js';
import { TypeormKeys } from './adapters/typeorm/typeorm-keys.js';
import { TypeormPrivateKeys } from './adapters/typeorm/typeorm-private-keys.js';
import { TypeormSuccessorKeys } from './adapters/typeorm/typeorm-successor-keys.js';
import { didDocumentOf, type DocumentKey } from './dids/did-document.js';
import { loadIdentityAgent } from './agent/load-agent.js';
import type { FetchDocument } from './dids/resolve-did.js';
import type { KeyUse, OrganisationIdentity, OrganisationKeys } from './identity.js';
import { KMS, openKey, tokenKeyIdOf } from './keys/open-key.js';
import { publicJwkOf } from './keys/public-key-hex.js';
import type { KeyType } from './keys/signing-key.js';
import type { TokenKeys } from './pkcs11/token-keys.js';
import { createKeyRotation } from './rotation/create-key-rotation.js';
import { CurrentKeys } from './rotation/current-keys.js';
import { orderLine, standingKids } from './rotation/line-of-keys.js';
import type { KeySealing, UnitOfWork } from './unit-of-work.js';

/** Certification authorities' keys sign certificates only, so no DID document shows them. */
const UNPUBLISHED_USES = new Set<string>(['issuing_root', 'access_root']);

export interface OrganisationKeysParts {
  /** The key store's database, opened with `identityEntities` and `identityMigrations`. */
  database: UnitOfWork;
  /** `new SecretBox(masterKey, random)` of `#service-kit/vault`. */
  sealing: KeySealing;
  clock: Clock;
  random: RandomBytes;
  /** A hardware module, and the uses whose keys are made in it from now on. */
  token?: { keys: TokenKeys; uses: readonly KeyUse[] } | undefined;
}

type OrganisationToEnsure = Parameters<OrganisationKeys['ensureIdentity']>[0];

interface PublishedStores {
  dids: TypeormDids;
  publicKeys: TypeormKeys;
  successors: TypeormSuccessorKeys;
}

/**
 * Keys and DIDs of the organisations that this service acts for. Keys are made by Veramo's agent, which is loaded only then;
 * signing and documents read the same stores without it.
 */
export function createOrganisationKeys(parts: OrganisationKeysParts): OrganisationKeys {
  const { database, clock, token } = parts;
  const stores = {
    dids: new TypeormDids(database),
    publicKeys: new TypeormKeys(database),
    privateKeys: new TypeormPrivateKeys(database, parts.sealing),
    successors: new TypeormSuccessorKeys(database),
  };
  const { dids, publicKeys, privateKeys } = stores;
  const kmsFor = (use: KeyUse) => (token?.uses.includes(use) ? KMS.hardware : KMS.software);
  const loadAgent = () => loadIdentityAgent({ ...parts, tokenKeys: token?.keys, fetchDocument: fetchNothing });
  const openSigner = async (kid: string) =>
    openKey(await publicKeys.getKey({ kid }), { privateKeys, tokenKeys: token?.keys });
  const keys = new CurrentKeys({ ...stores, openSigner, clock });

  async function ensureIdentity(organisation: OrganisationToEnsure): Promise<OrganisationIdentity> {
    const { did, name, legalId, uses } = organisation;
    const known = await dids.keysByUse(did);
    if (uses.some((use) => !known.has(use))) {
      const agent = await loadAgent();
      // One unit: after a crash there are all keys or none, and two starts at once make one set.
      await database.tx(async () => {
        const present = await dids.keysByUse(did);
        const missing = uses.filter((use) => !present.has(use)).map((use) => ({ use, kms: kmsFor(use) }));
        if (present.size === 0) {
          await agent.didManagerCreate({ provider: 'did:web', options: { did, keys: missing } });
          return;
        }
        for (const { use, kms } of missing) {
          const key = await agent.keyManagerCreate({ kms, type: 'Secp256r1', meta: { use, did } });
          await agent.didManagerAddKey({ did, key });
        }
      });
    }
    const made: OrganisationIdentity['keys'] = {};
    for (const use of uses) {
      const { kid } = await keys.name(did, use);
      const { type, publicKeyHex } = await publicKeys.getKey({ kid });
      made[use] = { kid, publicJwk: publicJwkOf(type as KeyType, publicKeyHex) };
    }
    return { did, name, legalId, keys: made };
  }

  const rotation = createKeyRotation({
    ...{ database, successors: stores.successors },
    nowSeconds: () => secondsOf(clock),
    findKey: (kid) => publicKeys.getKey({ kid }),
    firstKid: async (did, use) => (await dids.keysByUse(did)).get(use)?.kid,
    makeKey: async (did, use) => {
      const agent = await loadAgent();
      return (await agent.keyManagerCreate({ kms: kmsFor(use), type: 'Secp256r1', meta: { use, did } })).kid;
    },
    openSigner,
    destroyKey: async (kid) => {
      keys.forget(kid);
      const key = await publicKeys.getKey({ kid });
      if (key.kms !== KMS.hardware) await privateKeys.deleteKey({ alias: kid });
      else await token?.keys.destroy(tokenKeyIdOf(key));
    },
  });

  return {
    ensureIdentity,
    current: (did, use) => keys.current(did, use),
    signer: async (did, use) => (await keys.current(did, use)).signer,
    rotation,
    didDocument: (did) => publishKeys(did, stores, secondsOf(clock)),
  };
}

/** @throws `unknown_did` */
async function publishKeys(did: string, stores: PublishedStores, nowSeconds: number): Promise<Record<string, unknown>> {
  const firsts = [...(await stores.dids.keysByUse(did))].filter(([use]) => !UNPUBLISHED_USES.has(use));
  if (firsts.length === 0) throw refusal('unknown_did', 'There is no such DID.');
  firsts.sort(([left], [right]) => (left < right ? -1 : 1));
  const rows = await stores.successors.of(did);
  const published: DocumentKey[] = [];
  for (const [use, { kid: first }] of firsts) {
    const line = orderLine(
      first,
      rows.filter((row) => row.use === use),
    );
    for (const kid of standingKids(first, line, nowSeconds)) {
      const { type, publicKeyHex } = await stores.publicKeys.getKey({ kid });
      published.push({ fragment: kid, publicJwk: publicJwkOf(type as KeyType, publicKeyHex) });
    }
  }
  return { ...didDocumentOf(did, published) };
}

const fetchNothing: FetchDocument = () =>
  Promise.reject(refusal('not_supported', 'Making keys needs no document of others.'));
