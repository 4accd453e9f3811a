import { encodeBase64url, encodeHex, refusal } from '#primitives';
import type {
  CommitInfo,
  Misbehavior,
  RequestFinalizeBlock,
  RequestInitChain,
  RequestPrepareProposal,
  RequestProcessProposal,
} from 'cosmjs-types/tendermint/abci/types';
import type { Misbehaviour } from '#ledger';
import type { EngineGenesis, OrderedBlock } from '../application/index.js';
import { BlockIDFlag, MisbehaviorType } from './engine-messages.js';

/** @throws `number_out_of_range` for what the ledger's integers can't hold */
export function readNatural(value: bigint): number {
  if (value < 0n || value > BigInt(Number.MAX_SAFE_INTEGER)) {
    throw refusal('number_out_of_range', 'A number of the engine is out of range.');
  }
  return Number(value);
}

export function readBlock({
  height,
  time,
  txs,
  misbehavior,
}: RequestPrepareProposal | RequestProcessProposal | RequestFinalizeBlock): OrderedBlock {
  const [blockHeight, seconds] = [readNatural(height), readNatural(time.seconds)];
  return { height: blockHeight, time: seconds, transactions: txs, misbehaviour: readMisbehaviour(misbehavior) };
}

/** Addresses of those who signed the block itself: not those who were absent, nor those who voted for none. */
export function readSigners({ votes }: CommitInfo): Set<string> {
  const signed = votes.filter(({ blockIdFlag }) => blockIdFlag === BlockIDFlag.BLOCK_ID_FLAG_COMMIT);
  return new Set(signed.map(({ validator }) => encodeHex(validator.address)));
}

function readMisbehaviour(misbehavior: readonly Misbehavior[]): Misbehaviour[] {
  return misbehavior.map(({ type, validator, height }) => ({
    kind: misbehaviourKind(type),
    address: encodeHex(validator.address),
    height: readNatural(height),
  }));
}

/** @throws `misbehaviour_unknown`: an engine that proves something else is not the one that this program is for */
function misbehaviourKind(type: MisbehaviorType): Misbehaviour['kind'] {
  if (type === MisbehaviorType.DUPLICATE_VOTE) return 'double_sign';
  if (type === MisbehaviorType.LIGHT_CLIENT_ATTACK) return 'light_client_attack';
  throw refusal('misbehaviour_unknown', 'The engine proves a misbehaviour that is unknown here.');
}

/** @throws `validator_key_not_ed25519` */
export function readEngineGenesis({ chainId, initialHeight, ...rest }: RequestInitChain): EngineGenesis {
  const { appStateBytes, validators } = rest;
  return {
    chainId,
    initialHeight: readNatural(initialHeight),
    appState: appStateBytes,
    validators: validators.map(({ pubKey, power }) => {
      if (pubKey.ed25519 === undefined) throw refusal('validator_key_not_ed25519', 'A validator has no Ed25519 key.');
      return { publicKey: encodeBase64url(pubKey.ed25519), power: readNatural(power) };
    }),
  };
}
