import { CodedError } from './coded-error.js';
import type { JsonValue } from './json.js';

/**
 * The JSON Canonicalization Scheme (RFC 8785): members sorted by UTF-16 code units, numbers and strings as ECMAScript
 * writes them, no white space.
 * @throws `not_canonical` for what JSON cannot carry: `undefined`, NaN, infinities, lone surrogates (RFC 8785 §3.2.2.2).
 */
export function canonicalJson(value: JsonValue): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return canonicalString(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw notCanonical('a number that is not finite');
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value === 'object') {
    const members = Object.keys(value).sort();
    return `{${members.map((name) => `${canonicalString(name)}:${canonicalJson(value[name] as JsonValue)}`).join(',')}}`;
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
