import type { MachineSpeed } from './measure-machine.js';
import { REFERENCE_FIGURES, type ReferenceFigure, type ReferenceName } from './reference-figures.js';

/** No worse than this part of the reference, as a rate; a time or a size may be so much larger instead. */
const PART = 0.8;

export interface Comparison {
  figure: ReferenceName;
  measured: number;
  unit: ReferenceFigure['unit'];
  reference: number;
  /** What would just be reached. */
  limit: number;
  reached: boolean;
  /**
   * Where the processor decides: what it would be on a machine as fast as the reference's, if all of it went by the processor's
   * speed. `measured` and `reached` are this machine's all the same.
   */
  scaled?: { measured: number; timesAsSlow: number; reached: boolean };
}

/**
 * Says of each figure whether it is no worse than 0.8 × the reference.
 * @param measured in the reference's unit
 * @param machine how this machine stands to the reference's, where it was measured
 */
export function compareWithReference(
  measured: Partial<Record<ReferenceName, number>>,
  machine?: Pick<MachineSpeed, 'timesAsSlow'>,
): Comparison[] {
  return (Object.entries(measured) as [ReferenceName, number][]).map(([figure, value]) => {
    const { value: reference, unit, bound, by } = REFERENCE_FIGURES[figure];
    const limit = bound === 'least' ? reference * PART : reference / PART;
    const isReached = (one: number) => (bound === 'least' ? one >= limit : one <= limit);
    const raw = { figure, measured: round(value), unit, reference, limit: round(limit), reached: isReached(value) };
    if (by !== 'processor' || machine === undefined) return raw;
    const { timesAsSlow } = machine;
    const scaled = bound === 'least' ? value * timesAsSlow : value / timesAsSlow;
    return { ...raw, scaled: { measured: round(scaled), timesAsSlow, reached: isReached(scaled) } };
  });
}

/** Compares, and says of each figure in a line of its own how it came out. */
export function tellComparisons(
  say: (sentence: string) => void,
  ...compared: Parameters<typeof compareWithReference>
): Comparison[] {
  const comparisons = compareWithReference(...compared);
  for (const comparison of comparisons) say(`  ${describeComparison(comparison)}`);
  return comparisons;
}

export function describeComparison({ figure, measured, unit, limit, reached, scaled }: Comparison): string {
  const raw = `${figure}: ${measured} ${unit}, ${reached ? 'reached' : 'NOT reached'} (${limit} ${unit})`;
  if (scaled === undefined) return raw;
  const verdict = scaled.reached ? 'reached' : 'NOT reached';
  return `${raw}; scaled to the reference's machine (× ${scaled.timesAsSlow}): ${scaled.measured} ${unit}, ${verdict}`;
}

/** In numbers, as measured and as scaled. */
export function summarizeComparisons(comparisons: readonly Comparison[]): string {
  const reached = comparisons.filter((one) => one.reached).length;
  const withScaled = comparisons.filter((one) => (one.scaled ?? one).reached).length;
  return (
    `${reached} of ${comparisons.length} figures are no worse than 0.8 × the reference as measured, ${withScaled} where what ` +
    `the processor decides is scaled to the reference's machine`
  );
}

function round(value: number): number {
  return value >= 100 ? Math.round(value) : Math.round(value * 10) / 10;
}
