import { encodeBase64url, encodeUtf8, refusal, secondsOf } from '#primitives';
import {
  createLedgerTransactionBody,
  ledgerTransactionId,
  signLedgerTransaction,
  writeLedgerTransaction,
  type LedgerPayloads,
  type LedgerSigner,
  type LedgerTransaction,
  type LedgerTransactionKind,
} from '#ledger';
import { CONTRACT_VERSION } from '#anchoring/contract';
import { founderSigner } from '#anchoring/consensus';
import type { DrillFounding } from '../network/drill-founding.js';
import type { DrillTools } from '../drill-tools.js';

/** A ledger transaction as it is sent. */
export interface RawTransaction {
  id: string;
  ledgerTransaction: LedgerTransaction;
  bytes: Uint8Array;
}

/** It may wait for so many blocks; the genesis allows 1,000. */
const EXPIRES_AFTER_BLOCKS = 900;
const ANCHOR_LEAVES = 1024;

/** Makes the drill's ledger transactions: each is accepted once, wherever and whenever it arrives. */
export class TransactionMaker {
  readonly #signers: readonly LedgerSigner[];
  #anchors = 0;

  constructor(
    private readonly founding: Omit<DrillFounding, 'folder'>,
    private readonly tools: Pick<DrillTools, 'clock' | 'random'>,
    /** Keeps the anchors of several makers on one ledger apart. */
    private readonly series: string,
    private readonly contractVersion = CONTRACT_VERSION,
  ) {
    this.#signers = founding.founderKeys.map((key) => ({ member: key.did, signer: founderSigner(key) }));
  }

  /** Signs as these founders; as all of them where none is named. @param height from which it may be accepted */
  async make<Kind extends LedgerTransactionKind>(
    kind: Kind,
    payload: LedgerPayloads[Kind],
    height: number,
    members: readonly string[] = this.#signers.map(({ member }) => member),
  ): Promise<RawTransaction> {
    const body = createLedgerTransactionBody(kind, payload, {
      genesis: this.founding.genesisId,
      contractVersion: this.contractVersion,
      random: this.tools.random,
      expiryHeight: height + EXPIRES_AFTER_BLOCKS,
    });
    const signers = this.#signers.filter(({ member }) => members.includes(member));
    const ledgerTransaction = (await signLedgerTransaction(body, signers)) as LedgerTransaction;
    const bytes = encodeUtf8(writeLedgerTransaction(ledgerTransaction));
    return { id: ledgerTransactionId(ledgerTransaction.body), ledgerTransaction, bytes };
  }

  /** Lets the anchoring member anchor. */
  registerVerifier(height: number): Promise<RawTransaction> {
    const key = { digest: this.#digest(), from: this.founding.genesis.createdAt, until: null };
    return this.make('register_verifier', { verifier: { member: this.#anchoring.member, keys: [key] } }, height);
  }

  /** A periodic anchor: what the ledger carries most of, signed once. */
  anchor(height: number): Promise<RawTransaction> {
    const { member } = this.#anchoring;
    const { anchorPeriodSeconds } = this.founding.genesis.parameters;
    const period = Math.floor(secondsOf(this.tools.clock) / anchorPeriodSeconds) - 1;
    const stream = `${this.series}-${++this.#anchors}`;
    const anchor = { member, stream, period, root: this.#digest(), size: ANCHOR_LEAVES };
    return this.make('anchor', { anchor }, height, [member]);
  }

  get #anchoring(): LedgerSigner {
    const [first] = this.#signers;
    if (first === undefined) throw refusal('nobody_anchors', 'The ledger has no founder.');
    return first;
  }

  #digest(): string {
    return encodeBase64url(this.tools.random(32));
  }
}
