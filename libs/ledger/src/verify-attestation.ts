import { equalBytes, refusal, type VerifySignature } from '#primitives';
import { parseCheckpoint } from './checkpoint.js';
import type { AttestedRoot, Attestation } from './ledger-proof.js';
import { COLLEGES, type Genesis } from './ledger-state.js';
import { verifySignedNote } from './signed-note.js';
import { parseVerifierKey } from './verifier-key.js';

/**
 * Verifies that the log and a cosigner of each of the three colleges signed this tree head.
 * @throws `malformed_note`, `malformed_checkpoint`, `note_signature_invalid`, `proof_wrong_origin`,
 *   `proof_log_signature_missing`, `proof_cosignature_missing`
 */
export async function verifyAttestation(
  { checkpoint }: Attestation,
  genesis: Genesis,
  verifySignature: VerifySignature,
): Promise<AttestedRoot> {
  const { head, note } = parseCheckpoint(checkpoint);
  if (head.origin !== genesis.origin) throw refusal('proof_wrong_origin', 'The checkpoint is of another log.');
  const logKey = parseVerifierKey(genesis.logVerifierKey);
  const cosigners = genesis.cosigners.map(({ college, verifierKey }) => ({
    college,
    key: parseVerifierKey(verifierKey),
  }));
  const verified = await verifySignedNote(note, [logKey, ...cosigners.map(({ key }) => key)], verifySignature);
  if (!verified.some(({ key }) => equalBytes(key.publicKey, logKey.publicKey))) {
    throw refusal('proof_log_signature_missing', 'The log did not sign the checkpoint.');
  }
  const colleges = COLLEGES.map((college) => {
    const own = cosigners.find((cosigner) => cosigner.college === college);
    const signed = verified.find(({ key }) => key === own?.key);
    if (signed?.cosignedAt === undefined) {
      throw refusal('proof_cosignature_missing', `The college ${college} did not cosign the checkpoint.`);
    }
    return { college, cosignedAt: signed.cosignedAt };
  });
  return { ...head, colleges, operators: genesis.parameters.operators };
}
