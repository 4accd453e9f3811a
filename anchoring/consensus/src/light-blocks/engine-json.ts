import { decodeBase64url, encodeBase64, encodeBase64url, encodeHex } from '#primitives';
import { headerHash, type BlockId, type CometbftHeader, type CometbftTime } from '#ledger';
import { engineAddress, publicKeyJson } from '../network/engine-key.js';
import type { ServedLightBlock } from './light-block-source.js';

/** CometBFT's JSON of a light block: the other way round of what `node-rpc-shapes` reads. */

/** `BlockIDFlag`: who signed, and who was absent or voted for none. */
const SIGNED = 2;
const ABSENT = 1;
/** Go's zero time, which an absent signature has. */
const NO_TIME = '0001-01-01T00:00:00Z';

/** Result of `commit`. */
export function commitJson({ block: { header, commit, validators } }: ServedLightBlock): object {
  const blockId = { hash: encodeBase64url(headerHash(header)), partSetHeader: commit.partSetHeader };
  const signatures = commit.signatures.map((signed, place) => {
    const validator = validators[place];
    if (signed === null || validator === undefined) {
      return { block_id_flag: ABSENT, validator_address: '', timestamp: NO_TIME, signature: null };
    }
    return {
      block_id_flag: SIGNED,
      validator_address: addressOf(validator.publicKey),
      timestamp: timeJson(signed.timestamp),
      signature: encodeBase64(decodeBase64url(signed.signature)),
    };
  });
  const { height } = header;
  return {
    signed_header: {
      header: headerJson(header),
      commit: { height: `${height}`, round: commit.round, block_id: blockIdJson(blockId), signatures },
    },
    canonical: true,
  };
}

/** Result of `validators`. */
export function validatorsJson({ block: { header, validators }, proposerPriorities }: ServedLightBlock): object {
  return {
    block_height: `${header.height}`,
    validators: validators.map(({ publicKey, power }, place) => ({
      address: addressOf(publicKey),
      pub_key: publicKeyJson(decodeBase64url(publicKey)),
      voting_power: `${power}`,
      proposer_priority: `${proposerPriorities[place] ?? 0}`,
    })),
    count: `${validators.length}`,
    total: `${validators.length}`,
  };
}

function headerJson(header: CometbftHeader): object {
  return {
    version: { block: `${header.version.block}`, app: `${header.version.app}` },
    chain_id: header.chainId,
    height: `${header.height}`,
    time: timeJson(header.time),
    last_block_id: blockIdJson(header.lastBlockId),
    last_commit_hash: hashJson(header.lastCommitHash),
    data_hash: hashJson(header.dataHash),
    validators_hash: hashJson(header.validatorsHash),
    next_validators_hash: hashJson(header.nextValidatorsHash),
    consensus_hash: hashJson(header.consensusHash),
    app_hash: hashJson(header.appHash),
    last_results_hash: hashJson(header.lastResultsHash),
    evidence_hash: hashJson(header.evidenceHash),
    proposer_address: hashJson(header.proposerAddress),
  };
}

function blockIdJson({ hash, partSetHeader: { total, hash: partsHash } }: BlockId): object {
  return { hash: hashJson(hash), parts: { total, hash: hashJson(partsHash) } };
}

/** RFC 3339 with nanoseconds. */
function timeJson({ seconds, nanos }: CometbftTime): string {
  return new Date(seconds * 1000).toISOString().replace('.000Z', `.${`${nanos}`.padStart(9, '0')}Z`);
}

function hashJson(hash: string): string {
  return encodeHex(decodeBase64url(hash)).toUpperCase();
}

function addressOf(publicKey: string): string {
  return encodeHex(engineAddress(decodeBase64url(publicKey))).toUpperCase();
}
