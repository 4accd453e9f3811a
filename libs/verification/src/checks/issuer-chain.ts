import { validateChain } from '#trust';
import { defineCheck, failed, failedAs, passed } from '../check.js';

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
  'root_in_chain',
  'leaf_self_signed',
] as const;

export const issuerChain = defineCheck({
  name: 'issuer-chain',
  clause: {
    'dc+sd-jwt': 'SD-JWT VC §2.5 (x5c); HAIP 1.0 §6.1.1; RFC 5280 §6.1',
    mso_mdoc: 'ISO/IEC 18013-5 §9.3.1 step 1; RFC 9360 §2; HAIP 1.0 §6.1.1; RFC 5280 §6.1',
  },
  scope: 'presentation',
  formats: ['dc+sd-jwt', 'mso_mdoc'],
  needs: ['presented'],
  gives: ['leaf', 'issuerKey'],
  codes: CODES,
  async check({ presented: { x5c } }, { trust, nowSeconds }) {
    if (!Array.isArray(x5c) || x5c.length === 0) return failed('chain_missing');
    if (!x5c.every((certificate) => typeof certificate === 'string')) return failed('chain_malformed');
    const chain = await validateChain(x5c, trust.issuingRoots, nowSeconds, 'issuing', trust.verifySignature);
    return chain.outcome === 'trusted'
      ? passed({ leaf: chain.leaf, issuerKey: chain.leaf })
      : failedAs(chain.code, CODES, 'chain_untrusted');
  },
});
