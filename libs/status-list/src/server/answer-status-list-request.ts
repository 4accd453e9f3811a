import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { encodeUtf8, refusal } from '#primitives';
import { STATUS_LIST_CWT_MEDIA_TYPE } from '../parse-status-list-cwt.js';
import { STATUS_LIST_JWT_MEDIA_TYPE } from '../parse-status-list-jwt.js';
import { chooseBy } from './choose-by-quality.js';

const gzipAsync = promisify(gzip);

/** A token of a list as its host has it. */
export interface HostedToken {
  format: 'jwt' | 'cwt';
  /** A JWT's characters, or a CWT's octets. */
  bytes: Uint8Array;
  /** Of these octets, base64url: the entity tag. */
  digest: string;
  /** Seconds since the epoch. */
  issuedAt: number;
  /** Seconds. */
  ttl: number;
}

export interface StatusListRequest {
  /** Names in lower case. */
  headers: { accept?: string; 'accept-encoding'?: string; 'if-none-match'?: string };
  /** The query parameter `time` (§8.4). */
  time?: unknown;
}

export interface StatusListAnswer {
  status: 200 | 304;
  headers: Record<string, string>;
  body: Uint8Array;
}

const MEDIA_TYPES = { jwt: STATUS_LIST_JWT_MEDIA_TYPE, cwt: STATUS_LIST_CWT_MEDIA_TYPE } as const;
const NOTHING = encodeUtf8('');

/**
 * In which format to answer (Token Status List §8.1).
 * @throws `not_acceptable`; `history_not_kept`, since what a list said yesterday helps to watch people only (§8.4, §12.7)
 */
export function statusListFormat({ headers, time }: StatusListRequest): HostedToken['format'] {
  if (time !== undefined) throw refusal('history_not_kept', 'Only the newest status list is served.');
  const chosen = chooseBy(headers.accept, [STATUS_LIST_JWT_MEDIA_TYPE, STATUS_LIST_CWT_MEDIA_TYPE]);
  if (chosen === undefined) {
    throw refusal(
      'not_acceptable',
      `The list comes as ${STATUS_LIST_JWT_MEDIA_TYPE} or ${STATUS_LIST_CWT_MEDIA_TYPE}.`,
    );
  }
  return chosen === STATUS_LIST_CWT_MEDIA_TYPE ? 'cwt' : 'jwt';
}

/**
 * The answer to a request for a list (§8.2): compressed where the client takes that and the format does not hold octets already;
 * nothing where he has it. Cached no longer than `iat` + `ttl`, from which the bound on revocation counts (design §5).
 * @param now seconds since the epoch
 */
export async function answerStatusListRequest(
  { headers }: StatusListRequest,
  token: HostedToken,
  now: number,
): Promise<StatusListAnswer> {
  const isZipped = token.format === 'jwt' && chooseBy(headers['accept-encoding'] ?? '', ['gzip']) === 'gzip';
  const tag = isZipped ? `"${token.digest}.gzip"` : `"${token.digest}"`;
  const age = Math.max(0, Math.min(token.ttl, token.issuedAt + token.ttl - now));
  const shared = { etag: tag, 'cache-control': `public, max-age=${age}`, vary: 'accept, accept-encoding' };
  if (isKnown(headers['if-none-match'], tag)) return { status: 304, headers: shared, body: NOTHING };
  return {
    status: 200,
    headers: {
      ...shared,
      'content-type': MEDIA_TYPES[token.format],
      ...(isZipped ? { 'content-encoding': 'gzip' } : {}),
    },
    body: isZipped ? await zipped(token) : token.bytes,
  };
}

/** Compressed once, however many ask; a token that nobody holds any more takes its compressed form along. */
const zippedForms = new WeakMap<HostedToken, Promise<Uint8Array>>();

function zipped(token: HostedToken): Promise<Uint8Array> {
  let form = zippedForms.get(token);
  if (form === undefined) zippedForms.set(token, (form = gzipAsync(token.bytes, { level: 6 })));
  return form;
}

/** RFC 9110 §13.1.2, by weak comparison. */
function isKnown(condition: string | undefined, tag: string): boolean {
  const listed = (condition ?? '').split(',').map((one) => one.trim().replace(/^W\//, ''));
  return listed.includes(tag) || listed.includes('*');
}
