import { isJsonObject, refusal, type JsonObject, type JsonValue } from '#primitives';
import { CREDENTIALS_CONTEXT, type W3cCredential } from './w3c-vc.js';

/**
 * Reads what a credential as JWT says. Registered claims stand for properties (VC Data Model 1.1 §6.3.1: `iss`, `sub`, `nbf`,
 * `exp`, `jti`); where a property is repeated in `vc`, it must say the same, or two readers would read two credentials.
 * @param payload of the JWT
 * @throws `malformed_w3c_credential`, `contradictory_w3c_credential`
 */
export function readW3cCredential(payload: JsonObject): W3cCredential {
  const { vc, iss, sub, nbf, exp, jti } = payload;
  if (!isJsonObject(vc) || typeof iss !== 'string' || typeof sub !== 'string') throw malformed();
  const { credentialSubject } = vc;
  if (!isJsonObject(credentialSubject) || !isContext(vc['@context'])) throw malformed();
  const issuer = isJsonObject(vc.issuer) ? vc.issuer.id : vc.issuer;
  const repeated: [JsonValue | undefined, JsonValue | undefined][] = [
    [issuer, iss],
    [credentialSubject.id, sub],
    [vc.id, jti],
    [secondsIn(vc.issuanceDate), nbf],
    [secondsIn(vc.expirationDate), exp],
  ];
  if (repeated.some(([property, claim]) => property !== undefined && property !== claim)) {
    throw refusal('contradictory_w3c_credential', 'The credential says one thing in its claims and another in `vc`.');
  }
  const properties = { ...vc, issuer: iss, credentialSubject: { ...credentialSubject, id: sub } };
  return { issuer: iss, subject: sub, type: typeOf(vc.type), properties };
}

/** One type beside the common one: it is what an issuer is accredited for. */
function typeOf(types: JsonValue | undefined): string {
  if (!Array.isArray(types) || types.length !== 2 || types[0] !== 'VerifiableCredential') throw malformed();
  const [, type] = types;
  if (typeof type !== 'string' || type === '') throw malformed();
  return type;
}

function isContext(context: JsonValue | undefined): boolean {
  return Array.isArray(context) && context[0] === CREDENTIALS_CONTEXT;
}

/** `null`, which no claim is, for what is no date. */
function secondsIn(dateTime: JsonValue | undefined): number | null | undefined {
  if (dateTime === undefined) return undefined;
  const milliseconds = typeof dateTime === 'string' ? Date.parse(dateTime) : NaN;
  return Number.isFinite(milliseconds) ? Math.floor(milliseconds / 1000) : null;
}

function malformed() {
  return refusal('malformed_w3c_credential', 'The JWT holds no credential of VC Data Model 1.1 that is known here.');
}
