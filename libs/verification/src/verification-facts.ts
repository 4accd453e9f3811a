import type { ParsedCoseSign1 } from '#cbor';
import type { DataUseContract, IssuerRecord } from '#ledger';
import type { MobileSecurityObject, PresentedMdoc } from '#mdoc';
import type { CredentialQuery } from '#openid4vp';
import type { JsonObject, JsonValue, PublicJwk } from '#primitives';
import type { DisclosedClaims, ParsedSdJwtVc } from '#sd-jwt-vc';
import type { ProvenState, TrustedEntity, TrustedLeaf } from '#trust';
import type { ParsedJwtVp } from '#w3c-vc';
import type { VerifiedFormat } from './verified-format.js';
import type { KnownStatusList } from './verification.js';

/**
 * What can be known of a presentation, in the order in which it becomes known. A fact exists only once the check that
 * gives it has passed, and a check receives only the facts that it names: one that needs signed claims cannot be handed
 * unsigned ones.
 */
export interface VerificationFacts {
  /** From `state-proof-fresh`: registry and contracts, as they are now; `none` where nothing rests on them. */
  freshState: ProvenState | 'none';
  /** From `contract-in-force`; `none` where nothing is asked under one. */
  contract: DataUseContract | 'none';

  /** Given: the query that this presentation answers. */
  query: CredentialQuery;
  /** Given: the presentation as it came. */
  compact: string;
  /** From the check of the format: what every format says of itself. */
  presented: Presented;
  /** From `credential-format`: an SD-JWT VC taken apart, nothing verified. */
  parsed: ParsedSdJwtVc;
  /** From `mdoc-format`: an mdoc taken apart, nothing verified. */
  mdoc: PresentedMdoc;
  /** From `jwt-vc-format`: a presentation of a W3C credential taken apart, nothing verified. */
  jwtVp: ParsedJwtVp;
  /** From `issuer-chain`. */
  leaf: TrustedLeaf;
  /** From `issuer-chain` or `issuer-did`: the key that is said to be the issuer's. */
  issuerKey: IssuerKey;
  /** From `issuer-accredited`. */
  accredited: Accreditation;
  /** From the check of the issuer's signature: what every format says under it. */
  signed: Signed;
  /** From `credential-signature`: the payload of an SD-JWT VC, now known to be the leaf key's word. */
  signedClaims: JsonObject;
  /** From `mdoc-signature`: the security object of an mdoc, now known to be the leaf key's word. */
  signedMso: MobileSecurityObject;
  /** From `jwt-vc-signature`: the claims of a W3C credential as JWT, now known to be the issuer's word. */
  signedVc: JsonObject;
  /** From `jwt-vc-claims`: DID of whom a W3C credential is about. */
  subject: string;
  /** From the check of what was disclosed: the claims, and the paths of those that need not have been shown. */
  disclosed: DisclosedClaims;
  /** From the check of the holder's key. */
  holderJwk: PublicJwk;
  /** From `key-binding-present`: nothing verified. */
  keyBinding: KeyBinding;
  /** From `key-binding-signature`: now known to be the holder's word. */
  signedKeyBinding: KeyBinding;
  /** From `device-authentication`: nothing verified. */
  deviceSignature: ParsedCoseSign1;
  /** From `jwt-vp-signature`: the claims of a presentation as JWT, now known to be the holder's word. */
  signedVp: JsonObject;
  /** From the check of the holder's signature: the claims of a key binding, none in other formats; `none` where none was asked and came. */
  holderSigned: JsonObject | 'none';
  /** From `status-reference`; `none` where it has none and needs none. */
  statusReference: StatusReference | 'none';
  /** From `status-fetched`: the list, and where the credential stands in it; `unavailable` where the policy does without. */
  status: { list: KnownStatusList; reference: StatusReference } | 'none' | 'unavailable';
}

export type Fact = keyof VerificationFacts;
export type KeyBinding = NonNullable<ParsedSdJwtVc['keyBinding']>;

export interface IssuerKey extends Pick<TrustedLeaf, 'publicJwk' | 'keyDigest'> {
  /** The anchor of a trusted entity (DER, Base 64) at which its certificates end, where they end at none of the cooperative. */
  listedAnchor?: string;
  /** The DID that names the key, where a trusted entity is listed by it. */
  listedDid?: string;
  /** As `TrustedLeaf` has them. */
  authorityKeyIdentifiers?: readonly string[];
}

/** Who issued it, and by whose word he may; `id` is a member's DID, or what a list calls the entity. */
export type Accreditation =
  { by: 'registry'; id: string; issuer: IssuerRecord } | { by: 'list'; id: string; entity: TrustedEntity };

/** A place in a status list (Token Status List §6.2), or an identifier (base64url) in an identifier list (ISO/IEC 18013-5 §12.3.6.4). */
export type StatusReference = { uri: string; idx: number } | { uri: string; identifier: string };

/** A presentation in words that all formats share; nothing in it is verified. */
export interface Presented {
  format: VerifiedFormat;
  /** How its format names its type: `vct`, an mdoc's document type, a W3C type; empty where it names none. */
  type: string;
  /** Whom it names as its issuer, where it does. */
  issuer: JsonValue | undefined;
  /** Its issuer's certificates, DER in Base 64, leaf first; anything, where they are not well formed. */
  x5c: JsonValue | undefined;
  /** Whether the holder signed something with it; that he signed this is other checks'. */
  isHolderBound: boolean;
}

/** What an issuer signed, in words that all formats share. */
export interface Signed {
  /** The claim `status` (Token Status List §6). */
  status: JsonValue | undefined;
}
