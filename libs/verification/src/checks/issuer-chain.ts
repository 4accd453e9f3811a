import { anchorsOf, validateChain, type ChainOutcome } from '#trust';
import type { JsonValue } from '#primitives';
import { defineCheck, failed, failedAs, passed } from '../check.js';
import type { VerifiedFormat } from '../verified-format.js';
import type { VerificationTrust } from '../verification.js';

const CODES = [
  'chain_missing',
  'chain_malformed',
  'chain_too_long',
  'chain_key_unsupported',
  'chain_extension_unknown',
  'chain_constraints',
  'chain_usage',
  'chain_names',
  'chain_signature',
  'chain_untrusted',
  'chain_expired',
  'chain_on_no_list',
  'root_in_chain',
  'leaf_self_signed',
] as const;

/** The whole certification path, to a root of the cooperative or to an anchor of a trusted entity; what it may issue comes next. */
export const issuerChain = defineCheck({
  name: 'issuer-chain',
  clause: {
    'dc+sd-jwt': 'SD-JWT VC §2.5 (x5c); HAIP 1.0 §6.1.1; RFC 5280 §6.1',
    mso_mdoc: 'ISO/IEC 18013-5 §9.3.1 step 1, Annex B; RFC 9360 §2; HAIP 1.0 §6.1.1; RFC 5280 §6.1',
  },
  scope: 'presentation',
  formats: ['dc+sd-jwt', 'mso_mdoc'],
  needs: ['presented'],
  gives: ['leaf', 'issuerKey'],
  codes: CODES,
  async check({ presented: { x5c, format } }, { trust, nowSeconds }) {
    if (!Array.isArray(x5c) || x5c.length === 0) return failed('chain_missing');
    if (!isTexts(x5c)) return failed('chain_malformed');
    const own = await validateChain(x5c, trust.issuingRoots, nowSeconds, 'issuing', trust.verifySignature);
    if (own.outcome === 'trusted') return passed({ leaf: own.leaf, issuerKey: own.leaf });
    const listed = await validateListed(x5c, format, trust, nowSeconds);
    if (listed === undefined) return failedAs(own.code, CODES, 'chain_untrusted');
    if (listed.outcome === 'untrusted') {
      const code = listed.code === 'chain_untrusted' ? own.code : listed.code;
      return code === 'chain_untrusted' ? failed('chain_on_no_list') : failedAs(code, CODES, 'chain_untrusted');
    }
    const { leaf, anchor } = listed;
    return passed({ leaf, issuerKey: { ...leaf, listedAnchor: anchor } });
  },
});

function isTexts(values: readonly JsonValue[]): values is string[] {
  return values.every((value) => typeof value === 'string');
}

async function validateListed(
  x5c: readonly string[],
  format: VerifiedFormat,
  { trustedEntities = [], verifySignature }: VerificationTrust,
  nowSeconds: number,
): Promise<ChainOutcome | undefined> {
  const anchors = anchorsOf(trustedEntities);
  if (anchors.length === 0) return undefined;
  const purpose = format === 'mso_mdoc' ? 'listed_document_signer' : 'listed_issuer';
  return validateChain(x5c, anchors, nowSeconds, purpose, verifySignature);
}
