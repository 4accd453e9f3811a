import { encodeUtf8, equalBytes } from '#primitives';
import { LedgerApplication, type FinalizedBlock, type OrderedBlock, type ProposedBlock } from '#anchoring/consensus';

/** One more than a block may hold. */
const TOO_MANY = 501;

/** Proposes, in turn, what nobody may vote for, and votes for it itself. */
export class HostileProposer extends LedgerApplication {
  #turns = 0;
  #proposed: readonly Uint8Array[] = [];
  /** In the log already. */
  #decided: Uint8Array | undefined;

  override prepareProposal(waiting: OrderedBlock, maxBytes: number): Uint8Array[] {
    const honest = super.prepareProposal(waiting, maxBytes);
    const hostile = this.#spoil(honest);
    this.#proposed = hostile;
    return hostile;
  }

  override processProposal(block: ProposedBlock): 'accept' | 'reject' {
    const own = this.#proposed;
    const isOwn = own.length > 0 && own.length === block.transactions.length;
    const isSame =
      isOwn && own.every((bytes, place) => equalBytes(bytes, block.transactions[place] ?? new Uint8Array()));
    return isSame ? 'accept' : super.processProposal(block);
  }

  override finalizeBlock(block: OrderedBlock): FinalizedBlock {
    this.#decided = block.transactions[0] ?? this.#decided;
    return super.finalizeBlock(block);
  }

  #spoil(honest: readonly Uint8Array[]): Uint8Array[] {
    const rubbish = encodeUtf8('a ledger transaction that is none');
    const [first] = honest;
    const attacks: readonly Uint8Array[][] = [
      [...honest, rubbish],
      Array.from({ length: TOO_MANY }, (_, place) => encodeUtf8(`rubbish ${place}`)),
      first === undefined ? [rubbish] : [...honest, first],
      [...honest, this.#decided ?? rubbish],
    ];
    return [...(attacks[this.#turns++ % attacks.length] ?? [rubbish])];
  }
}
