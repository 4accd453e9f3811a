import { isJsonObject, type JsonValue } from '#primitives';

/** A copy of a JSON value for each text in it, with `replacement` in that text's place. */
export function* replaceEachText(
  value: JsonValue,
  replacement: JsonValue,
  place = '',
): Generator<{ place: string; value: JsonValue }> {
  if (typeof value === 'string') yield { place, value: replacement };
  else if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      for (const inner of replaceEachText(item, replacement, `${place}/${index}`)) {
        yield { place: inner.place, value: value.with(index, inner.value) };
      }
    }
  } else if (isJsonObject(value)) {
    for (const [name, member] of Object.entries(value)) {
      for (const inner of replaceEachText(member, replacement, `${place}/${name}`)) {
        yield { place: inner.place, value: { ...value, [name]: inner.value } };
      }
    }
  }
}
