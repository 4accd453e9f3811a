import type { RouteEntry } from './route-table.js';
import type { ReadAnswer } from './send-request.js';

const PROBLEM_MEMBERS = ['type', 'title', 'status', 'code'];

/** What is wrong with an answer, whatever was asked: empty where nothing is. */
export function faultsOf(answer: ReadAnswer, entry: Pick<RouteEntry, 'oauth'>): string[] {
  const { status, headers, text } = answer;
  const faults: string[] = [];
  if (status >= 500) faults.push(`status ${status}`);
  if (headers['x-content-type-options'] !== 'nosniff') faults.push('may be sniffed');
  if (/html|javascript|svg/.test(headers['content-type'] ?? '')) faults.push(`is ${headers['content-type']}`);
  if (status >= 400) faults.push(...shapeFaults(answer, entry));
  // A stack or a statement of SQL is nobody's business.
  if (/\n\s+at |SQLITE_|QueryFailed|SELECT "|node_modules/.test(text)) faults.push('tells of our inside');
  return faults;
}

function shapeFaults({ status, headers, text }: ReadAnswer, { oauth }: Pick<RouteEntry, 'oauth'>): string[] {
  const faults: string[] = [];
  const type = oauth === true ? 'application/json' : 'application/problem+json';
  if (headers['content-type']?.split(';')[0] !== type) faults.push(`is ${headers['content-type']} and not ${type}`);
  if (headers['cache-control'] !== 'no-store') faults.push('may be stored');
  const body = readObject(text);
  if (body === undefined) return [...faults, 'has no JSON object'];
  if (oauth === true) {
    if (!/^[\x20-\x21\x23-\x5b\x5d-\x7e]+$/.test(typeof body.error === 'string' ? body.error : ''))
      faults.push('has no OAuth error');
    return faults;
  }
  for (const member of PROBLEM_MEMBERS) if (!(member in body)) faults.push(`has no ${member}`);
  if (body.status !== status) faults.push('has another status than its answer');
  if (!/^[a-z][a-z0-9_]+$/.test(String(body.code))) faults.push('has no code');
  if (body.type !== `urn:incola:problem:${String(body.code)}`) faults.push('has a type that is not its code');
  return faults;
}

export function readObject(text: string): Record<string, unknown> | undefined {
  try {
    const value = JSON.parse(text) as unknown;
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}
