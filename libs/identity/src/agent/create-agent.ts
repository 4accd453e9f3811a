import { createAgent, type TAgent } from '@veramo/core';
import type { IDIDManager, IKeyManager, IResolver } from '@veramo/core-types';
import { DIDManager } from '@veramo/did-manager';
import { DIDResolverPlugin } from '@veramo/did-resolver';
import { KeyManager } from '@veramo/key-manager';
import type { RandomBytes } from '#primitives';
import { TypeormDids } from '../adapters/typeorm/typeorm-dids.js';
import { TypeormKeys } from '../adapters/typeorm/typeorm-keys.js';
import { TypeormPrivateKeys } from '../adapters/typeorm/typeorm-private-keys.js';
import { didJwkOf } from '#w3c-vc';
import { didKeyOf } from '../dids/did-key.js';
import { createDidResolver, type FetchDocument } from '../dids/resolve-did.js';
import type { KeySealing, UnitOfWork } from '../unit-of-work.js';
import { DidWebProvider, KeyDidProvider } from './did-providers.js';
import { KMS } from '../keys/open-key.js';
import type { TokenKeys } from '../pkcs11/token-keys.js';
import { NodeKeyManagement } from './key-management.js';
import { TokenKeyManagement } from './token-key-management.js';

export type IdentityAgent = TAgent<IKeyManager & IDIDManager & IResolver>;

export interface AgentParts {
  /** The key store's database, opened with `identityEntities` and `identityMigrations`. */
  database: UnitOfWork;
  sealing: KeySealing;
  random: RandomBytes;
  /** Where keys of the key management `pkcs11` are made; without it there is no such. */
  tokenKeys?: TokenKeys | undefined;
  /** Fetches did:web documents of others. */
  fetchDocument: FetchDocument;
}

/**
 * Veramo's agent over our own key management and stores. Importing this file costs a quarter of a second (stack.md), so
 * the front door loads it only where keys are made.
 */
export function createIdentityAgent(parts: AgentParts): IdentityAgent {
  const { database, sealing, random, tokenKeys, fetchDocument } = parts;
  const store = new TypeormKeys(database);
  const software = new NodeKeyManagement(new TypeormPrivateKeys(database, sealing), random);
  const hardware = tokenKeys && new TokenKeyManagement(tokenKeys, store);
  return createAgent<IKeyManager & IDIDManager & IResolver>({
    plugins: [
      new KeyManager({ store, kms: { [KMS.software]: software, ...(hardware && { [KMS.hardware]: hardware }) } }),
      new DIDManager({
        store: new TypeormDids(database),
        defaultProvider: 'did:web',
        providers: {
          'did:web': new DidWebProvider(),
          'did:key': new KeyDidProvider(didKeyOf),
          'did:jwk': new KeyDidProvider(didJwkOf),
        },
      }),
      new DIDResolverPlugin(resolverForVeramo(fetchDocument)),
    ],
  });
}

/** Veramo carries a copy of did-resolver of its own, whose types differ in wording only. */
function resolverForVeramo(fetchDocument: FetchDocument): ConstructorParameters<typeof DIDResolverPlugin>[0] {
  return { resolver: createDidResolver(fetchDocument) } as unknown as ConstructorParameters<
    typeof DIDResolverPlugin
  >[0];
}
