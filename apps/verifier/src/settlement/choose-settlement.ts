import type { IssuerShare, PricedContract, ProofCount } from '#ledger';

export interface ChosenSettlement {
  amountCents: number;
  contracts: PricedContract[];
  counts: ProofCount[];
  shares: IssuerShare[];
}

export type PriceOf = (contract: PricedContract) => number;

/**
 * What of the proofs can be settled: all, or all but those under the dearest contracts, so that the amount stands for
 * enough proofs even if each had been the dearest (docs/decisions/settlement.md). Proofs without a price are never settled.
 * @returns `undefined` where everything is carried over
 */
export function chooseSettlement(
  counts: readonly ProofCount[],
  priceOf: PriceOf,
  minProofs: number,
): ChosenSettlement | undefined {
  const centsOf = ({ contract: id, version }: ProofCount) => priceOf({ id, version });
  let chosen = counts.filter((count) => centsOf(count) > 0);
  while (chosen.length > 0) {
    const amountCents = chosen.reduce((sum, count) => sum + count.proofs * centsOf(count), 0);
    const dearest = Math.max(...chosen.map(centsOf));
    if (amountCents >= minProofs * dearest) {
      return { amountCents, contracts: contractsOf(chosen), counts: chosen, shares: sharesOf(chosen, centsOf) };
    }
    chosen = chosen.filter((count) => centsOf(count) < dearest);
  }
  return undefined;
}

function contractsOf(counts: readonly ProofCount[]): PricedContract[] {
  const contracts = new Map(
    counts.map(({ contract: id, version }) => [`${id}/${version}`, { id, version }] satisfies [string, PricedContract]),
  );
  return [...contracts.values()];
}

function sharesOf(counts: readonly ProofCount[], centsOf: (count: ProofCount) => number): IssuerShare[] {
  const cents = new Map<string, number>();
  for (const count of counts) cents.set(count.issuer, (cents.get(count.issuer) ?? 0) + count.proofs * centsOf(count));
  return [...cents].map(([issuer, amountCents]) => ({ issuer, amountCents }));
}
