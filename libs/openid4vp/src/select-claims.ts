import type { JsonValue } from '#primitives';
import { isJsonObject } from '#primitives';
import type { ClaimsPathPointer, ClaimsQuery } from './dcql.js';

/** A path with every `null` replaced by an index: one element of the credential. */
export type ConcretePath = (string | number)[];

export interface SelectedClaim {
  path: ConcretePath;
  value: JsonValue;
}

/**
 * Processes a claims path pointer over a JSON credential (OpenID4VP 1.0 §7.1.1).
 * @returns the selected elements, or `undefined` where the specification says error: nothing selected, or a wrong kind on the way
 */
export function selectClaims(root: JsonValue, pointer: ClaimsPathPointer): SelectedClaim[] | undefined {
  let selection: SelectedClaim[] = [{ path: [], value: root }];
  for (const component of pointer) {
    const next: SelectedClaim[] = [];
    for (const selected of selection) {
      const step = stepInto(selected, component);
      if (step === undefined) return undefined;
      next.push(...step);
    }
    selection = next;
  }
  return selection.length === 0 ? undefined : selection;
}

/**
 * The elements that answer a claims query: where `values` stand, only those of the same type and value (§6.4.1), the
 * others being treated as if they did not exist.
 */
export function selectAnswer(root: JsonValue, query: ClaimsQuery): SelectedClaim[] | undefined {
  const selected = selectClaims(root, query.path);
  const { values } = query;
  if (selected === undefined || values === undefined) return selected;
  const matching = selected.filter(({ value }) => values.some((expected) => expected === value));
  return matching.length === 0 ? undefined : matching;
}

function stepInto({ path, value }: SelectedClaim, component: string | number | null): SelectedClaim[] | undefined {
  if (typeof component === 'string') {
    if (!isJsonObject(value)) return undefined;
    const member = Object.hasOwn(value, component) ? value[component] : undefined;
    return member === undefined ? [] : [{ path: [...path, component], value: member }];
  }
  if (!Array.isArray(value)) return undefined;
  if (component === null) return value.map((element, index) => ({ path: [...path, index], value: element }));
  const element = value[component];
  return element === undefined ? [] : [{ path: [...path, component], value: element }];
}
