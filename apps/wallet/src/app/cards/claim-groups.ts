import type { TypeDisplay } from '#holder';
import type { Locale } from '../wallet-context.js';
import { claimLabel } from './claim-words.js';

/** A claim by name; for one that has parts, the names of those that are meant. */
export interface ClaimGroup {
  label: string;
  parts: string[];
}

/** Names of claims in the order of their type, the parts of an object together under its name. */
export function claimGroups(
  display: TypeDisplay | undefined,
  paths: readonly (readonly string[])[],
  locale: Locale,
): ClaimGroup[] {
  const order = new Map((display?.claims ?? []).map(({ path }, place) => [path.join('\0'), place]));
  const placeOf = (path: readonly string[]) => order.get(path.join('\0')) ?? order.size;
  const groups = new Map<string, ClaimGroup>();
  for (const path of [...paths].sort((left, right) => placeOf(left) - placeOf(right))) {
    const outer = path.slice(0, 1);
    const isNamed = path.length > 1 && order.has(outer.join('\0'));
    const head = path.length === 1 || isNamed ? outer : path;
    const key = head.join('\0');
    const group = groups.get(key) ?? { label: claimLabel(display, head, locale), parts: [] };
    groups.set(key, group);
    if (isNamed) group.parts.push(claimLabel(display, path, locale));
  }
  return [...groups.values()];
}
