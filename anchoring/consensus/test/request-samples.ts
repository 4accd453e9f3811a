import type { Request } from 'cosmjs-types/tendermint/abci/types';
import { BlockIDFlag } from 'cosmjs-types/tendermint/types/validator';
import { cometbftChainId, genesisDigest, validatorAddress, validatorPowers } from '#ledger';
import { decodeBase64url, decodeHex, encodeUtf8 } from '#primitives';
import { genesis as plainGenesis, START } from '../../contract/test/founded-cooperative.js';
import { firstValidators, withNetwork } from './fictive-engine.js';

const genesis = withNetwork(plainGenesis);

/** One of each request that the engine makes, well-formed. */
export function requestSamples(): Partial<Request>[] {
  const time = { seconds: BigInt(START), nanos: 7 };
  const validators = firstValidators.map((validator) => ({
    address: decodeHex(validatorAddress(validator)),
    power: 2520n,
  }));
  const votes = validators.map((validator) => ({ validator, blockIdFlag: BlockIDFlag.BLOCK_ID_FLAG_COMMIT }));
  const misbehavior = validators.map((validator, place) => ({
    ...{ type: 1 + (place % 2), validator, height: 1n, time, totalVotingPower: 7560n },
  }));
  const header = { height: 2n, time, nextValidatorsHash: new Uint8Array(32), proposerAddress: new Uint8Array(20) };
  const block = { ...header, txs: [encodeUtf8('{"body":{}}'), new Uint8Array(300)], misbehavior };
  const hash = new Uint8Array(32).fill(9);
  const commit = { round: 0, votes };
  return [
    { echo: { message: 'here' } },
    { flush: {} },
    { info: { version: '0.39.4', blockVersion: 11n, p2pVersion: 8n, abciVersion: '2.0.0' } },
    { query: { path: '/state', data: encodeUtf8('["parameters"]'), height: 0n, prove: true } },
    { checkTx: { tx: encodeUtf8('{"body":{}}'), type: 1 } },
    {
      initChain: {
        ...{ time, chainId: cometbftChainId(genesis), initialHeight: 1n },
        appStateBytes: encodeUtf8(JSON.stringify({ genesis: genesisDigest(genesis), validators: firstValidators })),
        validators: validatorPowers(firstValidators).map(({ publicKey, power }) => ({
          ...{ pubKey: { ed25519: decodeBase64url(publicKey) }, power: BigInt(power) },
        })),
      },
    },
    { prepareProposal: { ...block, maxTxBytes: 2_000_000n, localLastCommit: { round: 0, votes: [] } } },
    { processProposal: { ...block, hash, proposedLastCommit: commit } },
    { finalizeBlock: { ...block, hash, decidedLastCommit: commit } },
    { commit: {} },
    { listSnapshots: {} },
    { offerSnapshot: { snapshot: { height: 9n, format: 1, chunks: 2, hash, metadata: hash }, appHash: hash } },
    { loadSnapshotChunk: { height: 9n, format: 1, chunk: 0 } },
    { applySnapshotChunk: { index: 0, chunk: hash, sender: 'peer' } },
  ];
}
