import { Request } from 'cosmjs-types/tendermint/abci/types';
import {
  FrameReader,
  MAX_REQUEST_BYTES,
  readBlock,
  readEngineGenesis,
  readRequest,
  readSigners,
} from '#anchoring/consensus';
import {
  blockEndLeaf,
  ledgerTransactionLeaf,
  misbehaviourLeaf,
  parseLedgerProof,
  parseLedgerTransaction,
  parseLogLeaf,
  verifyLedgerProof,
  writeLedgerTransaction,
  type LogLeaf,
} from '#ledger';
import { canonicalJson, verifyWithWebCrypto } from '#primitives';
import { requestSamples } from '../../anchoring/consensus/test/request-samples.js';
import { FIRST, GENESIS, networkProofs, signedBlock } from '../../libs/ledger/test/cometbft/fictive-network.js';
import type { FuzzTarget } from './fuzz-target.js';

const encoder = new TextEncoder();
const decoder = new TextDecoder();

const proofs = networkProofs({ height: 5, bridge: [signedBlock({ height: 4 })], named: FIRST });
const [validator] = FIRST;

/** What a proof says, but for who signed it: who takes a signature away says less, and nothing else. */
async function whatIsProven(text: string): Promise<string> {
  const { attested, ...proven } = await verifyLedgerProof(parseLedgerProof(text), GENESIS, verifyWithWebCrypto);
  const entries = 'values' in proven ? [...proven.values].map(([key, value]) => canonicalJson([key, value])) : [];
  const { root, size } = attested;
  return JSON.stringify({ ...proven, values: entries, root: [...root], size });
}

function writeLeaf(leaf: LogLeaf): Uint8Array {
  if (leaf.kind === 'block_end') return blockEndLeaf(leaf);
  if (leaf.kind === 'misbehaviour') return misbehaviourLeaf(leaf.height, leaf.misbehaviour);
  return ledgerTransactionLeaf(leaf.height, leaf.ledgerTransaction);
}

/** All that the engine hands on of what peers of the network may have made. */
function readAll(frame: Uint8Array): void {
  const { prepareProposal, processProposal, finalizeBlock, initChain } = readRequest(frame);
  for (const block of [prepareProposal, processProposal, finalizeBlock]) if (block !== undefined) readBlock(block);
  if (processProposal?.proposedLastCommit !== undefined) readSigners(processProposal.proposedLastCommit);
  if (initChain !== undefined) readEngineGenesis(initChain);
}

const requests = () => requestSamples().map((request) => Request.encode(Request.fromPartial(request)).finish());

/** All that reads what members, validators and publishers of proofs send to a node or a checker of the ledger. */
export const LEDGER_TARGETS: readonly FuzzTarget[] = [
  {
    name: 'ledger-transaction',
    samples: () => [encoder.encode(writeLedgerTransaction(proofs.history.ledgerTransaction))],
    read: (input) => {
      const text = decoder.decode(input);
      return writeLedgerTransaction(parseLedgerTransaction(text)) === text ? undefined : '!it has two spellings';
    },
  },
  {
    name: 'log-leaf',
    samples: () => [
      ledgerTransactionLeaf(2, proofs.history.ledgerTransaction),
      blockEndLeaf(proofs.state.blockEnd),
      ...(validator === undefined
        ? []
        : [misbehaviourLeaf(9, { ...validator, kind: 'double_sign', height: 7, suspended: true })]),
    ],
    // A copy is written anew, which what was read is not: its bytes are known.
    read: (input) =>
      Buffer.compare(writeLeaf(structuredClone(parseLogLeaf(input))), input) === 0
        ? undefined
        : '!the leaf has two spellings',
  },
  {
    name: 'network-proof',
    samples: () => Object.values(samplesOfProofs()).map((text) => encoder.encode(text)),
    read: async (input) => {
      const proven = await whatIsProven(decoder.decode(input));
      const originals = await Promise.all(Object.values(samplesOfProofs()).map(whatIsProven));
      return originals.some((original) => isPartOf(proven, original)) ? undefined : '!something else has been proven';
    },
  },
  { name: 'abci-request', samples: requests, read: readAll },
  {
    name: 'abci-frames',
    samples: () => requests().map((message) => Uint8Array.of(...lengthOf(message), ...message)),
    read: (input) => {
      for (const frame of new FrameReader(MAX_REQUEST_BYTES).read(input)) readAll(frame);
    },
  },
];

function samplesOfProofs() {
  return { history: JSON.stringify(proofs.history), state: JSON.stringify(proofs.state) };
}

/** The same, or with fewer entries of the state. */
function isPartOf(proven: string, original: string): boolean {
  const [said, whole] = [proven, original].map((text) => JSON.parse(text) as { values: string[] });
  if (said === undefined || whole === undefined) return false;
  const same = [said, whole].map((one) => canonicalJson({ ...one, values: [] }));
  return same[0] === same[1] && said.values.every((entry) => whole.values.includes(entry));
}

function lengthOf({ length }: Uint8Array): number[] {
  return length < 0x80 ? [length] : [(length % 0x80) | 0x80, ...lengthOf(new Uint8Array(Math.floor(length / 0x80)))];
}
