import type { IssuerRecord } from '#ledger';
import { isJsonObject, type JsonValue } from '#primitives';
import type { StatusReference } from '#sd-jwt-vc';
import { isStatusListFresh } from '#status-list';
import { isInTerm } from '#trust';
import { defineCheck, failed, passed, passedAs } from '../check.js';
import type { Circumstances } from '../check.js';
import type { KnownStatusList } from '../verification.js';

/**
 * The newest known list of the credential's status is recent and the issuing member's own: under its prefix and signed with a
 * key that the registry holds for it now, which need not be the key that signed the credential.
 */
export const statusList = defineCheck({
  name: 'status-list',
  clause: 'Token Status List §6.2, §8.3',
  scope: 'presentation',
  needs: ['presented', 'signed', 'accredited'],
  gives: ['status'],
  codes: [
    'without_status',
    'status_missing',
    'status_list_of_another_member',
    'status_list_unknown',
    'status_list_stale',
  ],
  check({ presented: { type }, signed, accredited: { issuer } }, circumstances) {
    // Whether a status is wanted is said by the type, never by whoever left it out.
    const isForeseen = circumstances.trust.typesWithoutStatus?.has(type) !== true;
    if (signed.status === undefined && !isForeseen) return passedAs('without_status', { status: 'none' as const });
    const reference = readReference(signed.status);
    if (reference === undefined) return failed('status_missing');
    if (!reference.uri.startsWith(issuer.statusListPrefix)) return failed('status_list_of_another_member');
    const list = circumstances.trust.statusList(reference.uri);
    if (list === undefined || list.uri !== reference.uri) return failed('status_list_unknown');
    if (!isSignerOf(issuer, list, circumstances)) return failed('status_list_of_another_member');
    const { policy } = circumstances.trust;
    if (!isStatusListFresh(list, circumstances.nowSeconds, policy.clockSkewSeconds)) return failed('status_list_stale');
    return passed({ status: { list, idx: reference.idx } });
  },
});

/** Token Status List §6.2. */
function readReference(claim: JsonValue | undefined): StatusReference | undefined {
  const list = isJsonObject(claim) ? claim.status_list : undefined;
  if (!isJsonObject(list) || typeof list.uri !== 'string') return undefined;
  const { idx, uri } = list;
  return typeof idx === 'number' && Number.isSafeInteger(idx) && idx >= 0 ? { idx, uri } : undefined;
}

function isSignerOf(issuer: IssuerRecord, list: KnownStatusList, { nowSeconds }: Circumstances): boolean {
  return issuer.keys.some((key) => key.digest === list.signerKeyDigest && isInTerm(key, nowSeconds));
}
