import type { Term } from '#ledger';

/** Whether a key, an accreditation or a contract's version is in force: `from` inclusive, `until` exclusive. */
export function isInTerm({ from, until }: Term, atSeconds: number): boolean {
  return from <= atSeconds && (until === null || atSeconds < until);
}

/** What the registry answers, as data: the record asked for, or the stable code of what stands against it. */
export type RegistryOutcome<Found> = ({ outcome: 'found' } & Found) | { outcome: 'not_found'; code: string };

export function notFound(code: string): { outcome: 'not_found'; code: string } {
  return { outcome: 'not_found', code };
}
