import type { IAgentContext, IIdentifier, IKey, IKeyManager } from '@veramo/core-types';
import { AbstractIdentifierProvider } from '@veramo/did-manager';
import { refusal, type PublicJwk } from '#primitives';
import { publicJwkOf } from '../keys/public-key-hex.js';
import type { KeyType } from '../keys/signing-key.js';
import { KMS } from '../keys/open-key.js';

type Context = IAgentContext<IKeyManager>;
type NewIdentifier = Omit<IIdentifier, 'provider'>;

/** What no provider of ours does: documents of did:web are made from its keys, and the other two never change. */
abstract class UnchangingProvider extends AbstractIdentifierProvider {
  override updateIdentifier(): Promise<IIdentifier> {
    return Promise.reject(notSupported());
  }

  async deleteIdentifier({ keys }: IIdentifier, context: Context): Promise<boolean> {
    for (const { kid } of keys) await context.agent.keyManagerDelete({ kid });
    return true;
  }

  addKey(): Promise<unknown> {
    return Promise.reject(notSupported());
  }

  removeKey(): Promise<unknown> {
    return Promise.reject(notSupported());
  }

  addService(): Promise<unknown> {
    return Promise.reject(notSupported());
  }

  removeService(): Promise<unknown> {
    return Promise.reject(notSupported());
  }
}

/** did:web: the DID is given (it is where the service publishes), the keys are made for its uses. */
export class DidWebProvider extends UnchangingProvider {
  async createIdentifier(
    { options }: { options?: { did: string; keys: readonly { use: string; kms: string }[] } },
    context: Context,
  ): Promise<NewIdentifier> {
    if (options === undefined) throw refusal('incomplete_did', 'A did:web needs its DID and keys.');
    const keys: IKey[] = [];
    const { did } = options;
    for (const { use, kms } of options.keys) {
      keys.push(await context.agent.keyManagerCreate({ kms, type: 'Secp256r1', meta: { use, did } }));
    }
    const controller = keys[0]?.kid;
    return {
      did,
      ...(controller === undefined ? {} : { controllerKeyId: controller }),
      keys,
      services: [],
    };
  }

  /** The key exists already; the document, made from the keys, has it from now on. */
  override addKey(): Promise<unknown> {
    return Promise.resolve(true);
  }
}

/** did:key and did:jwk: one new key, whose public half is the DID. */
export class KeyDidProvider extends UnchangingProvider {
  constructor(private readonly didOf: (jwk: PublicJwk) => string) {
    super();
  }

  async createIdentifier({ options }: { options?: { keyType?: KeyType } }, context: Context): Promise<NewIdentifier> {
    const type = options?.keyType ?? 'Secp256r1';
    const key = await context.agent.keyManagerCreate({ kms: KMS.software, type });
    const did = this.didOf(publicJwkOf(type, key.publicKeyHex));
    return { did, controllerKeyId: key.kid, keys: [key], services: [] };
  }
}

function notSupported(): Error {
  return refusal('not_supported', 'This DID does not change that way.');
}
