import { formatCheckpoint, signCheckpoint, type CheckpointAttestation, type TreeHead } from '#ledger';
import type { LedgerSigners, Replicas } from './load-replicas.js';

export interface AttestedHead {
  head: TreeHead;
  attestation: CheckpointAttestation;
  /** Seconds since the epoch. */
  attestedAt: number;
}

/**
 * The log signs its newest head, which is durable, and each college's cosigner its own.
 * @param now seconds since the epoch
 * @throws `cosigner_refused`
 */
export async function attestHead(
  { engine, cosigners }: Replicas,
  signers: LedgerSigners,
  now: number,
): Promise<AttestedHead> {
  const { head } = engine;
  const signatures = [await signCheckpoint(head, signers.log)];
  for (const { cosigner } of cosigners) signatures.push(await cosigner.cosign(head, now));
  return { head, attestation: { kind: 'checkpoint', checkpoint: formatCheckpoint(head, signatures) }, attestedAt: now };
}
