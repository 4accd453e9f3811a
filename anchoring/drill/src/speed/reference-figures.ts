/**
 * What a prototype reached: CometBFT 0.39 with an application in TypeScript on Node.js 20, measured in November 2026 on a
 * shared machine with 2 cores, the load's client on the same two (±20 %). The drill says for each whether ours is no worse
 * than four fifths of it, on whatever machine it runs.
 */
export interface ReferenceFigure {
  value: number;
  unit: 'ms' | '/s' | 'MB';
  /** `least`: more is better, as with rates; `most`: less is better. */
  bound: 'least' | 'most';
}

const most = (value: number, unit: ReferenceFigure['unit']): ReferenceFigure => ({ value, unit, bound: 'most' });
const least = (value: number, unit: ReferenceFigure['unit']): ReferenceFigure => ({ value, unit, bound: 'least' });

/** Where a range was measured, its worse end: what the prototype reached in each run. */
export const REFERENCE_FIGURES = {
  /** Six validators: time from submitting to acceptance, half of all, with so many in flight. */
  'commit p50, 1 in flight': most(248, 'ms'),
  'commit p50, 10 in flight': most(250, 'ms'),
  'commit p50, 100 in flight': most(508, 'ms'),
  'accepted, 1 in flight': least(4, '/s'),
  'accepted, 10 in flight': least(39, '/s'),
  'accepted, 100 in flight': least(188, '/s'),
  /** Three validators, as many at once as a node takes. */
  'accepted in bulk': least(597, '/s'),
  /** The contract with its storage in one process, each block one durable commit. */
  'contract alone, 1 in a block': least(1750, '/s'),
  'contract alone, 100 in a block': least(6450, '/s'),
  'memory of an engine': most(84, 'MB'),
  'memory of an application': most(138, 'MB'),
  'from nothing to ready': most(1900, 'ms'),
  'disk for 1,000 in bulk': most(2, 'MB'),
  'disk for 1,000 one by one': most(60, 'MB'),
  'killed validator back': most(3300, 'ms'),
  'killed application back': most(4200, 'ms'),
  'resumed after a college was away': most(1300, 'ms'),
  'resumed after all were killed': most(1800, 'ms'),
  'block sync of 50,000': most(15_500, 'ms'),
} as const satisfies Record<string, ReferenceFigure>;

export type ReferenceName = keyof typeof REFERENCE_FIGURES;
