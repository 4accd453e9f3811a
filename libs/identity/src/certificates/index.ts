import type { Signer } from '#primitives';
import type { RevocationListToCreate } from './create-revocation-list.js';
import type { RootToCreate } from './create-root.js';
import type { LeafToIssue } from './issue-leaf.js';

export type { LeafToIssue, RevocationListToCreate, RootToCreate };

/** Certificates are made at founding only, and revocation lists seldom, so that a service does not load the library to serve. */

/** See `certificates/create-certificate-request.ts`. */
export async function createCertificateRequest(
  signer: Signer,
  organisation: { name: string; legalId: string },
): Promise<string> {
  const room = await import('./create-certificate-request.js');
  return room.createCertificateRequest(signer, organisation);
}

/** See `certificates/create-root.ts`. @returns DER in Base 64 */
export async function createRoot(root: RootToCreate): Promise<string> {
  const room = await import('./create-root.js');
  return room.createRoot(root);
}

/**
 * See `certificates/issue-leaf.ts`. @returns DER in Base 64
 * @throws `malformed_certificate_request`, `unsupported_key`, `certificate_request_signature`
 */
export async function issueLeaf(leaf: LeafToIssue): Promise<string> {
  const room = await import('./issue-leaf.js');
  return room.issueLeaf(leaf);
}

/** See `certificates/create-revocation-list.ts`. @returns DER */
export async function createRevocationList(list: RevocationListToCreate): Promise<Uint8Array> {
  const room = await import('./create-revocation-list.js');
  return room.createRevocationList(list);
}
