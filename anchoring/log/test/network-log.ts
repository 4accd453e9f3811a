import { createContract, executeBlock, executeGenesis, LedgerState, verifyWithNodeCrypto } from '#anchoring/contract';
import { LogFrontier, type ExportedLog } from '#anchoring/log';
import {
  cometbftChainId,
  genesisDigest,
  validatorPowers,
  VALIDATORS_KEY,
  type CometbftAttestation,
  type Genesis,
  type LedgerPayloads,
  type LedgerTransactionKind,
  type LightBlock,
  type StateEntryProof,
} from '#ledger';
import { encodeBase64url } from '#primitives';
import {
  FIRST,
  signedBlock,
  STARTED_AT,
  TRUSTING_PERIOD_SECONDS,
} from '../../../libs/ledger/test/cometbft/fictive-network.js';
import { foundedGenesis, founders, signed, type Person } from '../../contract/test/founded-cooperative.js';

/** A ledger of fictive founders whose roots the fictive network's commits attest. */
export const networkGenesis: Genesis = foundedGenesis({
  consensus: { validators: FIRST, trustingPeriodSeconds: TRUSTING_PERIOD_SECONDS },
});

const apply = createContract({ verifySignature: verifyWithNodeCrypto });
const SECONDS_A_BLOCK = 10;

/** The network's log without its network: the contract makes the blocks, and validators sign what a test has them sign. */
export class NetworkLog {
  readonly leaves: Uint8Array[] = [];
  readonly #state = new LedgerState();
  readonly #frontier = new LogFrontier();
  /** Of the newest block, which may be empty. */
  height = 0;
  bridge: LightBlock[] = [];

  constructor(
    readonly genesis: Genesis = networkGenesis,
    /** Seconds since the epoch, of the genesis. */
    readonly startedAt: number = STARTED_AT,
  ) {
    this.#append(executeGenesis(this.#state, genesis).leaves);
  }

  get size(): number {
    return this.#frontier.size;
  }

  /** Seconds since the epoch. */
  timeAt(height: number): number {
    return this.startedAt + height * SECONDS_A_BLOCK;
  }

  /** A block with this ledger transaction, after so many empty ones. */
  async block<Kind extends LedgerTransactionKind>(
    kind: Kind,
    payload: LedgerPayloads[Kind],
    signers: readonly Person[] = founders,
    empty = 0,
  ): Promise<void> {
    this.height += empty + 1;
    const genesis = genesisDigest(this.genesis);
    const ledgerTransactions = [await signed(kind, payload, signers, { genesis })];
    const context = { height: this.height, time: this.timeAt(this.height), genesis };
    const { leaves, outcomes } = executeBlock(this.#state, apply, { ledgerTransactions, context });
    if (outcomes[0]?.outcome !== 'accepted') throw new Error(JSON.stringify(outcomes));
    this.#append(leaves);
  }

  /**
   * What the block that follows attests; so many blocks later, where the ledger was quiet.
   * @param options.moved seconds by which the block's time is another, and with it the block
   */
  attestation({
    signers,
    later = 0,
    moved = 0,
  }: { signers?: readonly string[]; later?: number; moved?: number } = {}): CometbftAttestation {
    const stateRoot = encodeBase64url(this.#state.root());
    const appState = { size: this.size, root: encodeBase64url(this.#frontier.root()), stateRoot };
    const height = this.height + 1 + later;
    const block = signedBlock({
      height,
      after: this.timeAt(height) - STARTED_AT + moved,
      appState,
      chainId: cometbftChainId(this.genesis),
      validators: validatorPowers(FIRST),
      ...(signers === undefined ? {} : { signers }),
    });
    const colleges: StateEntryProof = this.#state.prove(VALIDATORS_KEY);
    return { kind: 'cometbft', appState, ...block, bridge: this.bridge, colleges };
  }

  exported(): ExportedLog {
    return { format: 'incola-log', version: 1, attestation: this.attestation(), leaves: this.leaves };
  }

  #append(leaves: readonly Uint8Array[]): void {
    for (const leaf of leaves) this.#frontier.append(leaf);
    this.leaves.push(...leaves);
  }
}
