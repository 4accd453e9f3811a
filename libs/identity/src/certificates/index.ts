import type { Signer } from '#primitives';
import type { RootToCreate } from './create-root.js';
import type { LeafToIssue } from './issue-leaf.js';

export type { LeafToIssue, RootToCreate };

/** Certificates are made at founding only, so that a service that serves does not load the library for them. */

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
