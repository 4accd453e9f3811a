import { concatBytes, decodeBase64url } from '#primitives';
import { merkleRoot } from '../merkle-tree.js';
import type { CometbftValidator } from './light-block.js';
import { bytesField, messageField, varintField } from './protobuf-fields.js';

/** The member `ed25519` of `tendermint.crypto.PublicKey`. */
const ED25519 = 1;

/**
 * The hash of a validator set: RFC 6962's tree over each `SimpleValidator { pub_key, voting_power }`, in the set's order
 * (CometBFT specification, core/data_structures, ValidatorSet).
 * @returns 32 bytes
 */
export function validatorsHash(validators: readonly CometbftValidator[]): Uint8Array {
  return merkleRoot(
    validators.map(({ publicKey, power }) =>
      concatBytes(messageField(1, bytesField(ED25519, decodeBase64url(publicKey))), varintField(2, power)),
    ),
  );
}
