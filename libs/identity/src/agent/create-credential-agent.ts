import { createAgent, type TAgent } from '@veramo/core';
import type { IAgentPlugin, ICredentialIssuer, IIdentifier, IKey } from '@veramo/core-types';
import { CredentialProviderJWT } from '@veramo/credential-jwt';
import { CredentialPlugin } from '@veramo/credential-w3c';
import {
  assertOurs,
  encodeBase64url,
  encodeUtf8,
  isJsonObject,
  refusal,
  type JsonObject,
  type Signer,
} from '#primitives';
import { publicKeyHexOf } from '../keys/public-key-hex.js';

/** Under which DID and with which key a credential is signed. */
export interface CredentialIssuerIdentity {
  did: string;
  /** The verification method, as `kid` of the JWT names it: the DID and a fragment. */
  keyId: string;
  signer: Signer;
}

export type SignW3cCredential = (credential: JsonObject, identity: CredentialIssuerIdentity) => Promise<string>;

/**
 * Signs credentials of VC Data Model 1.1 as JWT by Veramo's agent. The agent's identifiers and keys are a plugin of ours that
 * knows the one identity of the call: the key itself stays with our key management, be it sealed or in a token.
 */
export function createCredentialSigning(): SignW3cCredential {
  const agents = new WeakMap<Signer, { keyId: string; agent: TAgent<ICredentialIssuer> }>();
  return async (credential, identity) => {
    let known = agents.get(identity.signer);
    if (known?.keyId !== identity.keyId) {
      known = { keyId: identity.keyId, agent: agentOf(identity) };
      agents.set(identity.signer, known);
    }
    const { proof } = await known.agent.createVerifiableCredential({
      credential: withPropertiesOf(credential),
      proofFormat: 'jwt',
      keyRef: identity.keyId,
      removeOriginalFields: true,
      header: { typ: 'JWT', kid: identity.keyId },
    });
    return (proof as { jwt: string }).jwt;
  };
}

/** Veramo wants to see issuer and time of issue as properties, and turns them into the claims `iss` and `nbf` itself. */
function withPropertiesOf({ iss, nbf: _nbf, ...others }: JsonObject) {
  const date = isJsonObject(others.vc) ? others.vc.issuanceDate : undefined;
  assertOurs(typeof iss === 'string' && typeof date === 'string', 'a credential says who issued it, and when');
  return { ...others, issuer: { id: iss }, issuanceDate: date };
}

function agentOf(identity: CredentialIssuerIdentity): TAgent<ICredentialIssuer> {
  const plugins = [identityPlugin(identity), new CredentialPlugin([new CredentialProviderJWT()])];
  return createAgent<ICredentialIssuer>({ plugins });
}

function identityPlugin({ did, keyId, signer }: CredentialIssuerIdentity): IAgentPlugin {
  const type = signer.publicJwk.kty === 'EC' ? 'Secp256r1' : 'Ed25519';
  const key: IKey = { kid: keyId, kms: 'incola', type, publicKeyHex: publicKeyHexOf(signer.publicJwk) };
  const identifier: IIdentifier = { did, provider: 'incola', keys: [key], services: [], controllerKeyId: keyId };
  return {
    methods: {
      didManagerGet: ({ did: asked }: { did: string }) =>
        asked === did ? Promise.resolve(identifier) : Promise.reject(refusal('unknown_did', 'There is no such DID.')),
      keyManagerSign: async ({ data }: { data: string | Uint8Array }) =>
        encodeBase64url(await signer.sign(typeof data === 'string' ? encodeUtf8(data) : data)),
    },
  };
}
