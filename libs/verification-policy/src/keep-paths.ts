import { isJsonObject, type JsonObject } from '#primitives';

/** An object with nothing but what lies at these paths; a path that leads nowhere keeps nothing. */
export function keepPaths(object: JsonObject, paths: readonly (readonly string[])[]): JsonObject {
  const kept: JsonObject = {};
  const heads = new Set(paths.flatMap(([head]) => (head === undefined ? [] : [head])));
  for (const head of heads) {
    const value = Object.hasOwn(object, head) ? object[head] : undefined;
    if (value === undefined) continue;
    const rests = paths.filter((path) => path[0] === head).map((path) => path.slice(1));
    if (rests.some((rest) => rest.length === 0)) {
      kept[head] = value;
    } else if (isJsonObject(value)) {
      const inner = keepPaths(value, rests);
      if (Object.keys(inner).length > 0) kept[head] = inner;
    }
  }
  return kept;
}
