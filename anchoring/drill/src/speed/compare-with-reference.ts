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
}

/** Says of each figure whether it is no worse than 0.8 × the reference. @param measured in the reference's unit */
export function compareWithReference(measured: Partial<Record<ReferenceName, number>>): Comparison[] {
  return (Object.entries(measured) as [ReferenceName, number][]).map(([figure, value]) => {
    const { value: reference, unit, bound } = REFERENCE_FIGURES[figure];
    const limit = bound === 'least' ? reference * PART : reference / PART;
    const reached = bound === 'least' ? value >= limit : value <= limit;
    return { figure, measured: round(value), unit, reference, limit: round(limit), reached };
  });
}

export function describeComparison({ figure, measured, unit, limit, reached }: Comparison): string {
  return `${figure}: ${measured} ${unit}, ${reached ? 'reached' : 'NOT reached'} (${limit} ${unit})`;
}

function round(value: number): number {
  return value >= 100 ? Math.round(value) : Math.round(value * 10) / 10;
}
