import { isCodedError, parseJws, refusal, type ParsedJws } from '#primitives';

const JWT_LIMITS = { maxLength: 16 * 1024, maxDepth: 8 };

/**
 * Takes a JWT of a peer apart, without a look at its signature.
 * @param code of the refusal where it is none
 * @param maxLength characters; default 16 KiB, which an attestation with its certificates needs
 * @throws the code
 */
export function parseJwt(jwt: string, code: string, maxLength = JWT_LIMITS.maxLength): ParsedJws {
  try {
    return parseJws(jwt, { ...JWT_LIMITS, maxLength });
  } catch (cause) {
    if (!isCodedError(cause)) throw cause;
    throw refusal(code, 'What should be a JWT is none.', { cause });
  }
}
