import { anchorsOf, isInTerm, validateChain, type TrustedEntity } from '#trust';
import { defineCheck, failed, passed, passedAs, waived, type Circumstances } from '../check.js';
import type { KnownStatusList } from '../verification.js';
import type { IssuerRecord } from '#ledger';

/**
 * The list is the issuer's own. A member's lies under his prefix and is signed with a key that the registry holds for him now,
 * which need not be the one that signed the credential; that of a listed entity is signed under an anchor of the same entity.
 */
export const statusSigner = defineCheck({
  name: 'status-signer',
  clause: 'Token Status List §8.3 step 3, §11.3; HAIP 1.0 §6.1; ISO/IEC 18013-5:2025 §12.3.6.3',
  scope: 'presentation',
  needs: ['accredited', 'status'],
  gives: [],
  codes: ['without_status', 'status_outage_accepted', 'status_list_of_another_issuer'],
  async check({ accredited, status }, circumstances) {
    if (status === 'none') return passedAs('without_status');
    if (status === 'unavailable') return waived('status_outage_accepted');
    const { list } = status;
    const isOwn =
      accredited.by === 'registry'
        ? isOfMember(list, accredited.issuer, circumstances)
        : await isOfEntity(list, accredited.entity, circumstances);
    return isOwn ? passed() : failed('status_list_of_another_issuer');
  },
});

function isOfMember(list: KnownStatusList, issuer: IssuerRecord, { nowSeconds }: Circumstances): boolean {
  const isUnderPrefix = list.uri.startsWith(issuer.statusListPrefix);
  return isUnderPrefix && issuer.keys.some((key) => key.digest === list.signerKeyDigest && isInTerm(key, nowSeconds));
}

/** One array of one entity for each, so that its anchors are the same array each time. */
const alone = new WeakMap<TrustedEntity, readonly TrustedEntity[]>();

async function isOfEntity(
  { signerX5c = [], signerKeyDigest }: KnownStatusList,
  entity: TrustedEntity,
  { trust: { verifySignature }, nowSeconds }: Circumstances,
): Promise<boolean> {
  const one = alone.get(entity) ?? [entity];
  alone.set(entity, one);
  const chain = await validateChain(signerX5c, anchorsOf(one), nowSeconds, 'listed_status_signer', verifySignature);
  return chain.outcome === 'trusted' && chain.leaf.keyDigest === signerKeyDigest;
}
