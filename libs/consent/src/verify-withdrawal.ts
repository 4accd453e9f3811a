import { decodeBase64url, encodeBase64url, encodeUtf8, equalBytes, jwkThumbprint, parseJws, sha256 } from '#primitives';
import { refusal, verifyJws } from '#primitives';
import type { JsonValue, ParsedJws, PublicJwk, VerifySignature } from '#primitives';
import { WITHDRAWAL_TYPE } from './create-withdrawal.js';
import { refuseAs } from './shapes.js';
import type { WithdrawalStatement } from './withdrawal.js';

/** What the verifier kept of the presentation that is withdrawn. */
export interface WithdrawalGround {
  /** base64url, as the statement names it. */
  commitment: string;
  /** Thumbprint (RFC 7638) of the presented credential's bound key. */
  holderKey: string;
  /** SHA-256 of the withdrawal secret, base64url. */
  withdrawalSecretDigest: string;
  withdrawalUri: string;
}

/** Dates before the receipt or in the future are refused by this much; a withdrawal has no maximum age. */
const CLOCK_SKEW_SECONDS = 300;

/**
 * Says whether the statement comes from who may withdraw: the holder of the presented key, or of the receipt's secret.
 * @param now seconds since the epoch
 * @throws `withdrawal_commitment`, `malformed_withdrawal`, `withdrawal_key`, `withdrawal_audience`, `withdrawal_time`,
 * `withdrawal_signature`, `withdrawal_secret`
 */
export async function verifyWithdrawal(
  statement: WithdrawalStatement,
  ground: WithdrawalGround,
  now: number,
  verify: VerifySignature,
): Promise<void> {
  if (statement.commitment !== ground.commitment) {
    throw refusal('withdrawal_commitment', 'The withdrawal names another receipt.');
  }
  if ('withdrawal_secret' in statement) return verifySecret(statement.withdrawal_secret, ground);
  const jws = refuseAs('malformed_withdrawal', 'The withdrawal is not a JWS.', () => parseJws(statement.signed));
  const key = boundKey(jws, ground);
  const { commitment, aud, iat } = jws.payload;
  if (commitment !== ground.commitment) {
    throw refusal('withdrawal_commitment', 'The withdrawal names another receipt.');
  }
  if (aud !== ground.withdrawalUri) throw refusal('withdrawal_audience', 'The withdrawal is meant for another place.');
  if (typeof iat !== 'number' || iat > now + CLOCK_SKEW_SECONDS) {
    throw refusal('withdrawal_time', 'The withdrawal is dated in the future.');
  }
  if (!(await verifyJws(jws, key, verify))) {
    throw refusal('withdrawal_signature', 'The withdrawal is not signed by the presented key.');
  }
}

function verifySecret(secret: string, ground: WithdrawalGround): void {
  const digest = encodeBase64url(sha256(decodeBase64url(secret)));
  if (!equalBytes(encodeUtf8(digest), encodeUtf8(ground.withdrawalSecretDigest))) {
    throw refusal('withdrawal_secret', 'The secret is not the one that came with the receipt.');
  }
}

function boundKey(jws: ParsedJws, ground: WithdrawalGround): PublicJwk {
  const { typ, jwk } = jws.header;
  if (typ !== WITHDRAWAL_TYPE || !isPublicJwk(jwk)) {
    throw refusal('malformed_withdrawal', 'The withdrawal does not have the form of one.');
  }
  if (jwkThumbprint(jwk) !== ground.holderKey) {
    throw refusal('withdrawal_key', 'The withdrawal is not signed by the presented key.');
  }
  return jwk;
}

function isPublicJwk(value: JsonValue | undefined): value is PublicJwk {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || typeof value.x !== 'string') return false;
  if (value.kty === 'EC') return value.crv === 'P-256' && typeof value.y === 'string';
  return value.kty === 'OKP' && value.crv === 'Ed25519';
}
