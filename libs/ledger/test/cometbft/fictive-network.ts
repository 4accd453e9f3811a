import { readFileSync } from 'node:fs';
import { ed25519 } from '@noble/curves/ed25519.js';
import {
  blockEndLeaf,
  canonicalVoteBytes,
  cometbftChainId,
  genesisDigest,
  headerHash,
  ledgerAppHash,
  ledgerTransactionLeaf,
  MerkleTree,
  PRECOMMIT,
  StateTree,
  validatorPowers,
  validatorsHash,
  VALIDATORS_KEY,
  type AnchoredCommitmentProof,
  type College,
  type CometbftAttestation,
  type CometbftValidator,
  type Genesis,
  type HistoryProof,
  type InclusionProof,
  type LedgerAppState,
  type LightBlock,
  type StateProof,
  type TrustFile,
  type Validator,
} from '#ledger';
import { encodeBase64url, encodeUtf8, sha256, type JsonValue } from '#primitives';

const example = JSON.parse(
  readFileSync(new URL('../../../../test/vectors/c2sp/ledger-proof.json', import.meta.url), 'utf8'),
) as { trust: TrustFile; history: HistoryProof; anchored: AnchoredCommitmentProof };

const MEMBERS: Readonly<Record<College, string>> = {
  service_providers: 'did:web:bank.example',
  data_providers: 'did:web:water.example',
  citizens: 'did:web:residents.example',
};
export const TRUSTING_PERIOD_SECONDS = 1_000_000;
const secretKeys = new Map<string, Uint8Array>();

/** A validator with a key of its own; the same name gives the same key. */
export function fictiveValidator(college: College, name: string): Validator {
  const secretKey = sha256(encodeUtf8(`fictive validator ${college} ${name}`));
  const publicKey = encodeBase64url(ed25519.getPublicKey(secretKey));
  secretKeys.set(publicKey, secretKey);
  return { member: MEMBERS[college], college, publicKey };
}

/** Two of each college, named after `name`. */
export function fictiveValidators(name: string): Validator[] {
  return (Object.keys(MEMBERS) as College[]).flatMap((college) => [
    fictiveValidator(college, `${name} 1`),
    fictiveValidator(college, `${name} 2`),
  ]);
}

export const FIRST = fictiveValidators('first');
export const GENESIS: Genesis = {
  ...example.trust.genesis,
  consensus: { validators: FIRST, trustingPeriodSeconds: TRUSTING_PERIOD_SECONDS },
};
export const TRUST: TrustFile = { ...example.trust, genesis: GENESIS };
export const STARTED_AT = GENESIS.createdAt;

export interface BlockOptions {
  height: number;
  /** Seconds after the genesis; ten for each block unless said otherwise. */
  after?: number;
  /** Those of this height and of the next one, by power. */
  validators?: readonly CometbftValidator[];
  next?: readonly CometbftValidator[];
  /** Public keys that sign; all validators unless said otherwise. */
  signers?: readonly string[];
  appState?: LedgerAppState;
  chainId?: string;
}

/** A block as the network would make it, signed by the validators named. */
export function signedBlock(options: BlockOptions): LightBlock {
  const { height, after = height * 10, chainId = cometbftChainId(GENESIS) } = options;
  const validators = options.validators ?? validatorPowers(FIRST);
  const next = options.next ?? validators;
  const digest = (text: string) => encodeBase64url(sha256(encodeUtf8(`${text} ${height}`)));
  const time = { seconds: STARTED_AT + after, nanos: 5 };
  const header: LightBlock['header'] = {
    version: { block: 11, app: 1 },
    chainId,
    height,
    time,
    lastBlockId: { hash: digest('last block'), partSetHeader: { total: 1, hash: digest('last parts') } },
    lastCommitHash: digest('last commit'),
    dataHash: digest('data'),
    validatorsHash: encodeBase64url(validatorsHash(validators)),
    nextValidatorsHash: encodeBase64url(validatorsHash(next)),
    consensusHash: digest('consensus'),
    appHash: options.appState === undefined ? digest('app') : encodeBase64url(ledgerAppHash(options.appState)),
    lastResultsHash: digest('results'),
    evidenceHash: '',
    proposerAddress: encodeBase64url(sha256(encodeUtf8('proposer')).subarray(0, 20)),
  };
  const partSetHeader = { total: 1, hash: digest('parts') };
  const blockId = { hash: encodeBase64url(headerHash(header)), partSetHeader };
  const signers = options.signers ?? validators.map(({ publicKey }) => publicKey);
  const signatures = validators.map(({ publicKey }) => {
    const secretKey = secretKeys.get(publicKey);
    if (secretKey === undefined || !signers.includes(publicKey)) return null;
    const timestamp = { seconds: time.seconds + 1, nanos: 0 };
    const message = canonicalVoteBytes({ type: PRECOMMIT, height, round: 0, blockId, timestamp, chainId });
    return { timestamp, signature: encodeBase64url(ed25519.sign(message, secretKey)) };
  });
  return { header, commit: { round: 0, partSetHeader, signatures }, validators: [...validators] };
}

/** What the fictive ledger holds: three leaves, and a state that names these validators (`null`: none). */
function ledgerOf(named: readonly Validator[] | null) {
  const { body, signatures } = example.history.ledgerTransaction;
  const ledgerTransaction = { body: { ...body, genesis: genesisDigest(GENESIS) }, signatures };
  const state = new StateTree([['parameters', GENESIS.parameters as unknown as JsonValue]]);
  if (named !== null) state.set(VALIDATORS_KEY, { validators: named } as unknown as JsonValue);
  const stateRoot = encodeBase64url(state.root());
  const blockEnd = { height: 2, time: STARTED_AT + 20, stateRoot };
  const log = new MerkleTree([
    blockEndLeaf({ height: 0, time: STARTED_AT, stateRoot }),
    ledgerTransactionLeaf(2, ledgerTransaction),
    blockEndLeaf(blockEnd),
  ]);
  const appState = { size: log.size, root: encodeBase64url(log.root), stateRoot };
  const inclusion = (index: number) => ({
    index,
    size: log.size,
    path: log.inclusionPath(index).map(encodeBase64url),
  });
  return { ledgerTransaction, state, blockEnd, appState, inclusion };
}

export interface ProofOptions extends Partial<Omit<BlockOptions, 'appState'>> {
  bridge?: LightBlock[];
  /** The state's record; as in the genesis, and absent, unless said otherwise. */
  named?: readonly Validator[] | null;
}

export interface NetworkProofs {
  history: HistoryProof & { attestation: CometbftAttestation };
  state: StateProof & { attestation: CometbftAttestation };
  anchored: AnchoredCommitmentProof;
  /** Of the end of block 0. */
  firstInclusion: InclusionProof;
}

/** The three kinds of proof, attested by one block; block 3 by all validators unless said otherwise. */
export function networkProofs({ bridge = [], named = null, ...block }: ProofOptions = {}): NetworkProofs {
  const { ledgerTransaction, state, blockEnd, appState, inclusion } = ledgerOf(named);
  const attestation: CometbftAttestation = {
    kind: 'cometbft',
    appState,
    ...signedBlock({ height: 3, ...block, appState }),
    bridge,
    colleges: state.prove(VALIDATORS_KEY),
  };
  const head = { format: 'incola-ledger-proof', version: 1, genesis: genesisDigest(GENESIS) } as const;
  const history = {
    ...head,
    kind: 'history' as const,
    ledgerTransaction,
    height: 2,
    inclusion: inclusion(1),
    attestation,
  };
  return {
    history,
    state: {
      ...head,
      kind: 'state',
      entries: [state.prove('parameters'), state.prove('member/did%3Aweb%3Anobody.example')],
      blockEnd,
      inclusion: inclusion(2),
      attestation,
    },
    anchored: { ...example.anchored, anchor: history },
    firstInclusion: inclusion(0),
  };
}
