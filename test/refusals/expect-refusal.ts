import type { RouteEntry } from './route-table.js';
import type { ReadAnswer } from './send-request.js';

const PROBLEM_MEMBERS = ['type', 'title', 'status', 'code'];

/** What is wrong with an answer, whatever was asked: empty where nothing is. */
export function faultsOf(answer: ReadAnswer, entry: Pick<RouteEntry, 'oauth' | 'page' | 'cached'>): string[] {
  const { status, headers, text } = answer;
  const faults: string[] = [];
  if (status >= 500) faults.push(`status ${status}`);
  if (headers['x-content-type-options'] !== 'nosniff') faults.push('may be sniffed');
  const isMarkup = /html|javascript|svg/.test(headers['content-type'] ?? '');
  if (isMarkup && entry.page) faults.push(...pageFaults(answer, entry));
  else if (isMarkup) faults.push(`is ${headers['content-type']}`);
  else if (status >= 400) faults.push(...shapeFaults(answer, entry));
  // A stack or a statement of SQL is nobody's business.
  if (/\n\s+at |SQLITE_|QueryFailed|SELECT "|node_modules/.test(text)) faults.push('tells of our inside');
  return faults;
}

/** A page, whatever it says, lets no script but ours run and stays with nobody. */
function pageFaults({ status, headers, text }: ReadAnswer, { cached }: Pick<RouteEntry, 'cached'>): string[] {
  const faults: string[] = [];
  if (headers['content-type'] !== 'text/html; charset=utf-8') faults.push(`is ${headers['content-type']}`);
  const policy = headers['content-security-policy'] ?? '';
  if (!policy.includes("default-src 'none'") || !policy.includes("frame-ancestors 'none'"))
    faults.push('has no policy');
  if (policy.includes('unsafe')) faults.push('has an unsafe policy');
  const isEverybodys = cached === true && status < 400 && headers['set-cookie'] === undefined;
  const caching = isEverybodys ? /^(?:no-store|public, max-age=5)$/ : /^no-store$/;
  if (!caching.test(headers['cache-control'] ?? '')) faults.push('may be stored');
  if (!/^<!doctype html><html lang="(?:en|fr)">/.test(text)) faults.push('has no language');
  if (/<script(?! type="module" src="\/assets\/)/i.test(text) || tagsOf(text).some(hasScript))
    faults.push('has a script of its own');
  return faults;
}

/** A value in quotation marks may hold anything: it is text. */
function tagsOf(text: string): string[] {
  return text.match(/<[a-z](?:"[^"]*"|[^">])*>/gi) ?? [];
}

function hasScript(tag: string): boolean {
  return /\s(?:on\w+|style)=/i.test(tag.replace(/"[^"]*"/g, '""')) || /(?:href|action|src)="\s*javascript:/i.test(tag);
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
