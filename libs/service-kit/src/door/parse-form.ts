import { refusal } from '#primitives';

const MAX_PARAMETERS = 64;

/**
 * Reads an `application/x-www-form-urlencoded` body. An empty value counts as absent, and a parameter given twice is refused
 * (RFC 6749 §3.1 and §3.2).
 * @throws `invalid_request`
 */
export function parseForm(body: unknown): Record<string, string> {
  if (typeof body !== 'string') throw refusal('invalid_request', 'The body must be a form.');
  const parameters = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(body)) {
    if (parameters.has(name)) throw refusal('invalid_request', 'A parameter is given more than once.');
    if (name.includes('\0') || value.includes('\0')) throw refusal('invalid_request', 'A parameter holds a NUL.');
    parameters.set(name, value);
    if (parameters.size > MAX_PARAMETERS) throw refusal('invalid_request', 'The form has too many parameters.');
  }
  return Object.fromEntries([...parameters].filter(([name, value]) => value !== '' && name !== '__proto__'));
}
