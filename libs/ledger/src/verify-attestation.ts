import { equalBytes, refusal, type VerifySignature } from '#primitives';
import { parseCheckpoint } from './checkpoint.js';
import { verifyCometbftAttestation, type LiveTrust } from './cometbft/verify-cometbft-attestation.js';
import type { AttestedRoot, Attestation, CheckpointAttestation } from './ledger-proof.js';
import { COLLEGES, type Genesis } from './ledger-state.js';
import { verifySignedNote } from './signed-note.js';
import { parseVerifierKey } from './verifier-key.js';

/**
 * Verifies that the three colleges attest this root: by the kind of attestation that the genesis founds, and by no other.
 * @param live where a decision on the network's live state begins; archives, and checkpoints, need none
 * @throws `proof_wrong_attestation`, `malformed_note`, `malformed_checkpoint`, `note_signature_invalid`, `proof_wrong_origin`,
 *   `proof_log_signature_missing`, `proof_cosignature_missing`, and the codes of `verifyCometbftAttestation`
 */
export async function verifyAttestation(
  attestation: Attestation,
  genesis: Genesis,
  verifySignature: VerifySignature,
  live: LiveTrust = {},
): Promise<AttestedRoot> {
  if (attestation.kind === 'cometbft') return verifyCometbftAttestation(attestation, genesis, verifySignature, live);
  if (genesis.consensus !== undefined) {
    throw refusal('proof_wrong_attestation', "This ledger's roots are attested by commits, not by checkpoints.");
  }
  return verifyCheckpoint(attestation, genesis, verifySignature);
}

/** The log and a cosigner of each of the three colleges signed this tree head. */
async function verifyCheckpoint(
  { checkpoint }: CheckpointAttestation,
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
