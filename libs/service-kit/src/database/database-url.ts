import { isAbsolute } from 'node:path';
import { CodedError } from '#primitives';

export type DatabaseLocation = { kind: 'sqlite'; file: string } | { kind: 'postgres'; url: string };

/**
 * `sqlite:/absolute/file`, `sqlite::memory:` or `postgres://…`.
 * @throws `malformed_database_url`; the text is not repeated, because it may hold a password
 */
export function parseDatabaseUrl(url: string): DatabaseLocation {
  if (url === 'sqlite::memory:') return { kind: 'sqlite', file: ':memory:' };
  if (url.startsWith('sqlite:') && isAbsolute(url.slice('sqlite:'.length))) {
    return { kind: 'sqlite', file: url.slice('sqlite:'.length) };
  }
  if (/^postgres(?:ql)?:\/\//.test(url) && URL.canParse(url)) return { kind: 'postgres', url };
  throw new CodedError(
    'malformed_database_url',
    'A database URL is "sqlite:/absolute/file", "sqlite::memory:" or "postgres://…".',
  );
}
