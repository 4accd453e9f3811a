import { isJsonObject, type JsonValue } from '#primitives';
import { defineCheck, failed, passed, passedAs, type Circumstances } from '../check.js';
import type { StatusReference, VerificationFacts } from '../verification-facts.js';

/**
 * Where the credential's status stands. Whether one is wanted is said by the type, or by the list on which the issuer stands,
 * never by whoever left it out; and what a credential names is looked at, wanted or not.
 */
export const statusReference = defineCheck({
  name: 'status-reference',
  clause: 'Token Status List §6.2; ISO/IEC 18013-5:2025 §12.3.6.2',
  scope: 'presentation',
  needs: ['presented', 'signed', 'accredited'],
  gives: ['statusReference'],
  codes: ['without_status', 'status_missing', 'status_malformed'],
  check({ presented: { type }, signed, accredited }, circumstances) {
    if (signed.status === undefined) {
      const isWanted = wantsStatus(type, accredited, circumstances);
      return isWanted ? failed('status_missing') : passedAs('without_status', { statusReference: 'none' as const });
    }
    const reference = readReference(signed.status);
    return reference === undefined ? failed('status_malformed') : passed({ statusReference: reference });
  },
});

function wantsStatus(
  type: string,
  accredited: VerificationFacts['accredited'],
  { trust: { typesWithoutStatus } }: Circumstances,
): boolean {
  return accredited.by === 'list' ? accredited.entity.status === 'required' : typesWithoutStatus?.has(type) !== true;
}

function readReference(claim: JsonValue): StatusReference | undefined {
  if (!isJsonObject(claim)) return undefined;
  const { status_list: list, identifier_list: identifiers } = claim;
  if (isJsonObject(list) && typeof list.uri === 'string') {
    const { idx, uri } = list;
    return typeof idx === 'number' && Number.isSafeInteger(idx) && idx >= 0 ? { idx, uri } : undefined;
  }
  if (!isJsonObject(identifiers) || typeof identifiers.uri !== 'string') return undefined;
  const { id, uri } = identifiers;
  return typeof id === 'string' && id !== '' ? { identifier: id, uri } : undefined;
}
