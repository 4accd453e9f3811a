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
  /** What decides it; only what the processor does is worth scaling. */
  by: 'processor' | 'timeouts' | 'size';
}

type By = ReferenceFigure['by'];
const most = (value: number, unit: ReferenceFigure['unit'], by: By): ReferenceFigure => ({
  value,
  unit,
  bound: 'most',
  by,
});
const least = (value: number, unit: ReferenceFigure['unit'], by: By): ReferenceFigure => ({
  value,
  unit,
  bound: 'least',
  by,
});

/** Where a range was measured, its worse end: what the prototype reached in each run. */
export const REFERENCE_FIGURES = {
  /** Six validators: time from submitting to acceptance, half of all, with so many in flight. */
  'commit p50, 1 in flight': most(248, 'ms', 'timeouts'),
  'commit p50, 10 in flight': most(250, 'ms', 'timeouts'),
  'commit p50, 100 in flight': most(508, 'ms', 'processor'),
  'accepted, 1 in flight': least(4, '/s', 'timeouts'),
  'accepted, 10 in flight': least(39, '/s', 'timeouts'),
  'accepted, 100 in flight': least(188, '/s', 'processor'),
  /** Three validators, as many at once as a node takes. */
  'accepted in bulk': least(597, '/s', 'processor'),
  /** The contract with its storage in one process, each block one durable commit. */
  'contract alone, 1 in a block': least(1750, '/s', 'processor'),
  'contract alone, 100 in a block': least(6450, '/s', 'processor'),
  'memory of an engine': most(84, 'MB', 'size'),
  'memory of an application': most(138, 'MB', 'size'),
  'from nothing to ready': most(1900, 'ms', 'processor'),
  'disk for 1,000 in bulk': most(2, 'MB', 'size'),
  'disk for 1,000 one by one': most(60, 'MB', 'size'),
  'killed validator back': most(3300, 'ms', 'timeouts'),
  'killed application back': most(4200, 'ms', 'timeouts'),
  'resumed after a college was away': most(1300, 'ms', 'timeouts'),
  'resumed after all were killed': most(1800, 'ms', 'timeouts'),
  'block sync of 50,000': most(15_500, 'ms', 'processor'),
} as const satisfies Record<string, ReferenceFigure>;

export type ReferenceName = keyof typeof REFERENCE_FIGURES;
