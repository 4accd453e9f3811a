import { refusal } from '#primitives';
import { type ApplicationProgram, applicationProgram, type OpenApplication } from '#anchoring/consensus';
import type { DrillTools } from '../drill-tools.js';
import { DivergingApplication } from './diverging-application.js';
import { HostileProposer } from './hostile-proposer.js';

/** How an application breaks the rules. It is our own in everything else. */
export type Hostility =
  /** From this height on it executes something else than what was decided. */
  | { kind: 'diverging'; fromHeight: number }
  /** What it proposes is what nobody may vote for. */
  | { kind: 'proposing' };

/** How the hostile application beside a node is started. */
export function hostileProgram(
  { hostileModule }: Pick<DrillTools, 'hostileModule'>,
  how: Hostility,
): ApplicationProgram {
  const word = how.kind === 'diverging' ? `diverging:${how.fromHeight}` : how.kind;
  return applicationProgram(hostileModule, word);
}

/** @throws `unknown_hostility` */
export function readHostility(word: string): Hostility {
  const fromHeight = /^diverging:(\d{1,9})$/.exec(word)?.[1];
  if (fromHeight !== undefined) return { kind: 'diverging', fromHeight: Number(fromHeight) };
  if (word === 'proposing') return { kind: word };
  throw refusal('unknown_hostility', `Nobody is hostile in the way "${word}".`);
}

export function openHostileApplication(how: Hostility): OpenApplication {
  return async (options) => {
    const stored = await options.storage.load();
    switch (how.kind) {
      case 'diverging':
        return new DivergingApplication(options, stored, how.fromHeight);
      case 'proposing':
        return new HostileProposer(options, stored);
    }
  };
}
