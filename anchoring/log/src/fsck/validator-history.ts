import { canonicalJson, type JsonValue } from '#primitives';
import { VALIDATORS_KEY, type Genesis, type Validator, type ValidatorsRecord } from '#ledger';

/** What a block decides of the validators holds from the block after the next one (CometBFT: updates of H act at H + 2). */
const BLOCKS_UNTIL_ACTING = 2;

interface ActingSet {
  from: number;
  validators: readonly Validator[];
}

/** Who votes from which height on, counted again from what the state said after each block of the log. */
export class ValidatorHistory {
  readonly #sets: ActingSet[];

  constructor({ consensus }: Genesis) {
    this.#sets = [{ from: 1, validators: consensus?.validators ?? [] }];
  }

  /** @param state after the block of this height */
  read(height: number, state: { get(key: string): JsonValue | undefined }): void {
    const decided = (state.get(VALIDATORS_KEY) as unknown as ValidatorsRecord | undefined)?.validators;
    if (decided === undefined || textOf(decided) === textOf(this.#sets.at(-1)?.validators ?? [])) return;
    this.#sets.push({ from: height + BLOCKS_UNTIL_ACTING, validators: decided });
  }

  /** The sets that are still needed after the block of this height: who voted on it, and whoever follows. */
  after(height: number): readonly ActingSet[] {
    return this.#sets.filter((_, place) => (this.#sets[place + 1]?.from ?? Number.POSITIVE_INFINITY) > height);
  }
}

function textOf(validators: readonly Validator[]): string {
  return canonicalJson(validators as unknown as JsonValue);
}
