import { generatePrivateBytes, openSigningKey } from '#identity';
import {
  assertOurs,
  decodeBase64url,
  encodeBase64url,
  jwkThumbprint,
  type JsonObject,
  type PublicJwk,
  type RandomBytes,
} from '#primitives';
import { SealedRecords, type SealedRecordsParts } from './sealed-records.js';

/** Each key signs for a month. */
const PERIOD_SECONDS = 30 * 86_400;
/** From the period before its own, when relying parties can learn it, to the one after, when they may look at it last. */
const PERIODS_KEPT = 4;

/** The private half too: the library signs with it. */
export type SigningJwk = PublicJwk & { d: string; kid: string; use: 'sig'; alg: 'ES256' };

export interface ProviderKeys {
  /** The one that signs now, the one before and the one to come, in this order. */
  signing: SigningJwk[];
  /** By which cookies are signed: now, and before. */
  cookies: string[];
}

/** Of two instances that ask in the same moment both get the key of the one that came first. */
export async function keysOfPeriod(
  tenantId: string,
  period: number,
  parts: SealedRecordsParts & { random: RandomBytes },
): Promise<ProviderKeys> {
  const signing: SigningJwk[] = [];
  for (const each of [period, period - 1, period + 1]) signing.push(await signingKeyOf(tenantId, each, parts));
  const cookies: string[] = [];
  for (const each of [period, period - 1]) {
    cookies.push(await secretOf(tenantId, 'ProviderCookieKey', each, () => parts.random(32), parts));
  }
  return { signing, cookies };
}

/** @param now milliseconds since the epoch */
export function periodAt(now: number): number {
  return Math.floor(now / 1000 / PERIOD_SECONDS);
}

async function signingKeyOf(
  tenantId: string,
  period: number,
  parts: SealedRecordsParts & { random: RandomBytes },
): Promise<SigningJwk> {
  const make = () => generatePrivateBytes('Secp256r1', parts.random);
  const d = await secretOf(tenantId, 'ProviderSigningKey', period, make, parts);
  const { publicJwk } = openSigningKey('Secp256r1', decodeBase64url(d));
  return { ...publicJwk, d, kid: jwkThumbprint(publicJwk), use: 'sig', alg: 'ES256' };
}

/** 32 bytes as base64url; made and sealed where there are none yet. */
async function secretOf(
  tenantId: string,
  kind: string,
  period: number,
  make: () => Uint8Array,
  parts: SealedRecordsParts,
): Promise<string> {
  const secrets = new SealedRecords(tenantId, kind, parts);
  const id = String(period);
  const found = await secrets.find(id);
  if (found === undefined) {
    const payload: JsonObject = { secret: encodeBase64url(make()) };
    await secrets.insert(id, payload, PERIODS_KEPT * PERIOD_SECONDS);
  }
  const kept = found ?? (await secrets.find(id));
  const secret = kept?.payload.secret;
  assertOurs(typeof secret === 'string', 'a provider has its keys');
  return secret;
}
