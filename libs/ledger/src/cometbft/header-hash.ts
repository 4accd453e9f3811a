import { concatBytes, decodeBase64url, encodeUtf8 } from '#primitives';
import { merkleRoot } from '../merkle-tree.js';
import type { BlockId, CometbftHeader, CometbftTime } from './light-block.js';
import { bytesField, messageField, varintField } from './protobuf-fields.js';

/**
 * The hash of a header, which is the hash of its block: RFC 6962's tree over the protobuf encodings of its fourteen fields in
 * their order (CometBFT specification, core/data_structures, Header). Plain fields are wrapped as `StringValue`, `Int64Value`
 * or `BytesValue`, whose value is field 1; an empty one is an empty leaf.
 * @returns 32 bytes
 */
export function headerHash(header: CometbftHeader): Uint8Array {
  return merkleRoot([
    concatBytes(varintField(1, header.version.block), varintField(2, header.version.app)),
    bytesField(1, encodeUtf8(header.chainId)),
    varintField(1, header.height),
    encodeTime(header.time),
    encodeBlockId(header.lastBlockId),
    wrapped(header.lastCommitHash),
    wrapped(header.dataHash),
    wrapped(header.validatorsHash),
    wrapped(header.nextValidatorsHash),
    wrapped(header.consensusHash),
    wrapped(header.appHash),
    wrapped(header.lastResultsHash),
    wrapped(header.evidenceHash),
    wrapped(header.proposerAddress),
  ]);
}

/** `google.protobuf.Timestamp` */
export function encodeTime({ seconds, nanos }: CometbftTime): Uint8Array {
  return concatBytes(varintField(1, seconds), varintField(2, nanos));
}

/** `tendermint.types.BlockID`, and `CanonicalBlockID`, which has the same fields; the part-set header is always present. */
export function encodeBlockId({ hash, partSetHeader }: BlockId): Uint8Array {
  const { total, hash: partsHash } = partSetHeader;
  const parts = concatBytes(varintField(1, total), bytesField(2, decodeBase64url(partsHash)));
  return concatBytes(bytesField(1, decodeBase64url(hash)), messageField(2, parts));
}

function wrapped(value: string): Uint8Array {
  return bytesField(1, decodeBase64url(value));
}
