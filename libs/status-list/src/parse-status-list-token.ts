import { parseStatusListCwt } from './parse-status-list-cwt.js';
import { parseStatusListJwt } from './parse-status-list-jwt.js';
import type { ParsedStatusListToken } from './status-list-token.js';

/** A text is a JWT, octets are a CWT. @throws the codes of `parseStatusListJwt` and `parseStatusListCwt` */
export function parseStatusListToken(token: string | Uint8Array): ParsedStatusListToken {
  return typeof token === 'string' ? parseStatusListJwt(token) : parseStatusListCwt(token);
}
