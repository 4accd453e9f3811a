import type { JsonValue } from '#primitives';

/** A value of a service's answer as text: a string as it is, anything else as JSON, and nothing where it is absent. */
export function textOf(value: JsonValue | undefined): string {
  if (value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
