import type { Locale } from '#look';

const NARROW = '\u202f';
const FULL = '\u00a0';

/**
 * French puts a space before `: ; ! ? »` and after `«`, at which no line may break. Written once here, so that sentences can be
 * typed with plain spaces.
 */
export function keepFrenchSpaces(text: string): string {
  return text
    .replace(/ (?=[;!?])/g, NARROW)
    .replace(/ (?=[:»])/g, FULL)
    .replace(/(?<=«) /g, FULL);
}

const done = new WeakMap<object, unknown>();

/** Every sentence of a table, in the language's own typography; the functions among them too. */
export function typeset<Messages>(messages: Messages, locale: Locale): Messages {
  return locale === 'fr' ? (typesetValue(messages) as Messages) : messages;
}

function typesetValue(value: unknown): unknown {
  if (typeof value === 'string') return keepFrenchSpaces(value);
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null) return value;
  const earlier = done.get(value);
  if (earlier !== undefined) return earlier;
  const made = typesetWhole(value);
  done.set(value, made);
  return made;
}

function typesetWhole(value: object): unknown {
  if (typeof value === 'function') {
    const sentence = value as (...given: unknown[]) => unknown;
    return (...given: unknown[]) => typesetValue(sentence(...given));
  }
  if (Array.isArray(value)) return value.map(typesetValue);
  // Elements (which own a constructor, so that none can come out of JSON) and dates are no tables.
  if (Object.getPrototypeOf(value) !== Object.prototype || Object.hasOwn(value, 'constructor')) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, typesetValue(inner)]));
}
