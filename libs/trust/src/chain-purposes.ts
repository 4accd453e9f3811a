export type LeafPurpose = 'issuing' | 'access';

/**
 * The extended key usage that each kind of leaf must carry: ISO/IEC 18013-5 Annex B, document signer and reader
 * authentication. HAIP 1.0 leaves the profile open and recommends the latter for `x509_hash`.
 */
export const LEAF_KEY_PURPOSES: Record<LeafPurpose, string> = {
  issuing: '1.0.18013.5.1.2',
  access: '1.0.18013.5.1.6',
};

/**
 * What a chain is validated for: a leaf of ours, one of a wallet provider, or one of an entity on a list of trusted entities,
 * as issuer, as document signer of mdocs, or as signer of its status lists.
 */
export type ChainPurpose =
  LeafPurpose | 'attesting' | 'listed_issuer' | 'listed_document_signer' | 'listed_status_signer';

export interface ChainProfile {
  /** One of these must be among the extended key usages of a leaf that has any; `null`: they are not looked at. */
  keyPurposes: readonly string[] | null;
  /** Whether a leaf without extended key usages is refused. */
  needsKeyPurpose: boolean;
  /** RFC 5280 §4.2.1.3: without a key usage a key is for everything. Whether that is accepted. */
  needsKeyUsage: boolean;
  /** Whether the list may name the leaf itself, so that it is its own anchor. */
  trustsLeaves: boolean;
}

const ANY_PURPOSE = '2.5.29.37.0';
/** RFC 9336 §3 */
const DOCUMENT_SIGNING = '1.3.6.1.5.5.7.3.36';

const OURS = { needsKeyPurpose: true, needsKeyUsage: true, trustsLeaves: false };
const THEIRS = { needsKeyPurpose: false, needsKeyUsage: false, trustsLeaves: true };

export const CHAIN_PROFILES: Readonly<Record<ChainPurpose, ChainProfile>> = {
  issuing: { ...OURS, keyPurposes: [LEAF_KEY_PURPOSES.issuing] },
  access: { ...OURS, keyPurposes: [LEAF_KEY_PURPOSES.access] },
  // HAIP 1.0 leaves the profile of these certificates open.
  attesting: { ...THEIRS, keyPurposes: null, trustsLeaves: false },
  listed_issuer: { ...THEIRS, keyPurposes: [LEAF_KEY_PURPOSES.issuing, DOCUMENT_SIGNING, ANY_PURPOSE] },
  // ISO/IEC 18013-5 Annex B has both extensions mandatory.
  listed_document_signer: { ...OURS, keyPurposes: [LEAF_KEY_PURPOSES.issuing], trustsLeaves: true },
  // The purpose of Token Status List §10 has no number in the text that we hold; the key must be for signing.
  listed_status_signer: { ...THEIRS, keyPurposes: null },
};
