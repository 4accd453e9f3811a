import {
  createCertificateRequest,
  createRoot,
  generatePrivateBytes,
  issueLeaf,
  openSigningKey,
  signerOver,
} from '#identity';
import { secondsOf, type Clock, type RandomBytes, type Signer } from '#primitives';

/** Who issues in a sandbox. Its keys live as long as the process: nothing outside believes them. */
export interface SandboxIssuer {
  did: string;
  signer: Signer;
  /** DER in Base 64: the leaf, and the root that it ends at. */
  x5c: string[];
  root: string;
}

const DAYS = 397;

/** A new P-256 key of the sandbox. */
export function newSandboxKey(random: RandomBytes): Signer {
  return signerOver(openSigningKey('Secp256r1', generatePrivateBytes('Secp256r1', random)));
}

/** An issuer under a root of its own. @param did under which the sandbox's registry knows it */
export async function createSandboxIssuer(
  did: string,
  { clock, random }: { clock: Clock; random: RandomBytes },
): Promise<SandboxIssuer> {
  const [rootSigner, signer] = [newSandboxKey(random), newSandboxKey(random)];
  const organisation = { did, name: 'Sandbox', legalId: 'SANDBOX' };
  const common = { notBefore: secondsOf(clock), days: DAYS, random, purpose: 'issuing' as const };
  const root = await createRoot({ ...common, signer: rootSigner, organisation });
  const request = await createCertificateRequest(signer, organisation);
  const authority = { certificate: root, signer: rootSigner };
  const leaf = await issueLeaf({ ...common, request, organisation, dnsNames: [], root: authority });
  return { did, signer, x5c: [leaf], root };
}
