import type { AllowedClaim } from '#ledger';
import type { ClaimsQuery } from '#openid4vp';

/** What a contract allows to be asked, with what a question has tried of it so far; without a contract, everything. */
export class ContractCover {
  readonly #tried = new Map<AllowedClaim, Set<unknown>>();

  constructor(private readonly allowed: readonly AllowedClaim[] | undefined) {}

  /**
   * The same path exactly, as the check `question-covered` wants it; and no more values than allowed in the whole question, however
   * they are spread over its queries, as the check `guesses` counts them.
   */
  has(typeName: string, { path, values = [] }: ClaimsQuery): boolean {
    if (this.allowed === undefined) return true;
    const claim = this.#find(typeName, path);
    if (claim === undefined) return false;
    return new Set([...(this.#tried.get(claim) ?? []), ...values]).size <= claim.maxValues;
  }

  /** Counts the claims of one query as asked. @returns false, and counts nothing, where one of them is not covered */
  take(typeName: string, claims: readonly ClaimsQuery[]): boolean {
    if (!claims.every((claim) => this.has(typeName, claim))) return false;
    for (const { path, values = [] } of claims) {
      const claim = this.#find(typeName, path);
      if (claim !== undefined) this.#tried.set(claim, new Set([...(this.#tried.get(claim) ?? []), ...values]));
    }
    return true;
  }

  #find(typeName: string, path: ClaimsQuery['path']): AllowedClaim | undefined {
    return this.allowed?.find(
      (claim) =>
        claim.vct === typeName &&
        claim.path.length === path.length &&
        claim.path.every((segment, index) => segment === path[index]),
    );
  }
}
