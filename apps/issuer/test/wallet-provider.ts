import { createCertificateRequest, createRoot, issueLeaf } from '#identity';
import { createClientAttestation, createClientAttestationPop, type ClientAttestationPopToCreate } from '#openid4vci';
import { platformRandom, type Clock, type PublicJwk, type Signer } from '#primitives';
import { newKey } from './wallet-under-test.js';

const ORGANISATION = { did: 'did:web:provider.example', name: 'Portefeuilles Fictifs', legalId: 'FICTIF-9' };

/** A wallet provider with a root of its own, and the leaf that it attests with. */
export interface WalletProvider {
  /** DER in Base 64. */
  root: string;
  x5c: string[];
  signer: Signer;
}

export async function newWalletProvider(clock: Clock): Promise<WalletProvider> {
  const authority = newKey();
  const signer = newKey();
  const notBefore = Math.floor(clock() / 1000) - 3600;
  const common = {
    purpose: 'issuing',
    organisation: ORGANISATION,
    notBefore,
    days: 30,
    random: platformRandom,
  } as const;
  const root = await createRoot({ ...common, signer: authority });
  const request = await createCertificateRequest(signer, ORGANISATION);
  const leaf = await issueLeaf({ ...common, request, root: { certificate: root, signer: authority }, dnsNames: [] });
  return { root, x5c: [leaf], signer };
}

/** An instance of an attested wallet: one key, one attestation, and a proof of possession for each request. */
export class AttestedInstance {
  readonly key = newKey();

  constructor(
    private readonly provider: WalletProvider,
    readonly clientId: string,
    private readonly audience: string,
    private readonly clock: Clock,
  ) {}

  attestation(
    change: Partial<{
      x5c: string[];
      signer: Signer;
      instanceKey: PublicJwk;
      ttlSeconds: number;
      clientId: string;
    }> = {},
  ): Promise<string> {
    return createClientAttestation({
      ...{ signer: this.provider.signer, x5c: this.provider.x5c, attester: 'https://provider.example' },
      ...{ clientId: this.clientId, instanceKey: this.key.publicJwk, ttlSeconds: 300, clock: this.clock },
      ...change,
    });
  }

  pop(change: Partial<ClientAttestationPopToCreate> = {}): Promise<string> {
    return createClientAttestationPop({
      ...{ signer: this.key, clientId: this.clientId, audience: this.audience },
      ...{ clock: this.clock, random: platformRandom },
      ...change,
    });
  }

  /** The header fields of one request. */
  async headers(change: Partial<ClientAttestationPopToCreate> = {}): Promise<Record<string, string>> {
    return {
      'oauth-client-attestation': await this.attestation(),
      'oauth-client-attestation-pop': await this.pop(change),
    };
  }
}
