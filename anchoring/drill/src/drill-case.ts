import type { Drill } from './drill.js';

/** What a case showed: a sentence for people, and the figures behind it, with their units at the end of their names. */
export interface Shown<Figures extends object> {
  sentence: string;
  figures: Figures;
}

/** One thing that may happen to the network, and what must come of it. */
export interface DrillCase<Figures extends object = object> {
  /** `college-away`: names it in `--only` and in the JSON line. */
  name: string;
  /** What is done and must be seen, in a sentence. */
  shows: string;
  /** Takes so long, or downloads so much, that the short drill leaves it out unless it is asked for by name. */
  isFullOnly?: boolean;
  /** @throws `not_shown` where something else was seen */
  run(drill: Drill): Promise<Shown<Figures>>;
}
