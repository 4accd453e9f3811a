import { CodedError } from './coded-error.js';
import type { JsonValue } from './json.js';

/**
 * The JSON Canonicalization Scheme (RFC 8785): members sorted by UTF-16 code units, numbers and strings as ECMAScript
 * writes them, no white space.
 * @throws `not_canonical` for what JSON cannot carry: `undefined`, NaN, infinities, lone surrogates (RFC 8785 §3.2.2.2).
 */
export function canonicalJson(value: JsonValue): string {
  // What is in order already, as every text that was canonical when it was parsed, JSON.stringify writes so, and far quicker.
  return isInOrder(value) ? JSON.stringify(value) : writeInOrder(value);
}

/** Whether JSON.stringify writes the canonical form: plain values, members sorted, nothing that JSON cannot carry. */
function isInOrder(value: unknown): boolean {
  if (typeof value === 'string') return value.isWellFormed();
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object') return typeof value === 'boolean';
  if (value === null) return true;
  if (Array.isArray(value)) {
    for (const one of value as unknown[]) if (!isInOrder(one)) return false;
    return true;
  }
  if (Object.getPrototypeOf(value) !== Object.prototype) return false;
  let before: string | undefined;
  for (const name of Object.keys(value)) {
    if (before !== undefined && name <= before) return false;
    before = name;
    if (!name.isWellFormed() || !isInOrder((value as Record<string, unknown>)[name])) return false;
  }
  return true;
}

function writeInOrder(value: JsonValue): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return canonicalString(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw notCanonical('a number that is not finite');
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) return `[${value.map(writeInOrder).join(',')}]`;
  if (typeof value === 'object') {
    const members = Object.keys(value).sort();
    return `{${members.map((name) => `${canonicalString(name)}:${writeInOrder(value[name] as JsonValue)}`).join(',')}}`;
  }
  throw notCanonical(`a value of type ${typeof value}`);
}

function canonicalString(text: string): string {
  if (!text.isWellFormed()) throw notCanonical('a lone surrogate');
  return JSON.stringify(text);
}

function notCanonical(what: string): CodedError {
  return new CodedError('not_canonical', `Canonical JSON cannot hold ${what}.`);
}
