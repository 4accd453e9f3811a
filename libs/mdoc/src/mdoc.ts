import type { CborMap, CborValue, ParsedCoseSign1 } from '#cbor';
import type { JsonObject, JsonValue, PublicJwk, RandomBytes, Signer } from '#primitives';

export interface MdocToIssue {
  docType: string;
  /** Values of data elements, by namespace and identifier. */
  nameSpaces: Readonly<Record<string, Readonly<Record<string, CborValue>>>>;
  /** The holder's. */
  deviceKey: PublicJwk;
  /** Place in a status list (ISO/IEC 18013-5:2025 §12.3.6; Token Status List §6.3). */
  status?: { idx: number; uri: string };
  /** Seconds since the epoch; `validFrom` is the same as `signed`. */
  issuedAt: number;
  expiresAt: number;
  /** DER in Base 64, the document signer first, without the root. */
  x5c: readonly string[];
}

export interface MdocIssuingTools {
  signer: Pick<Signer, 'suite' | 'sign'>;
  random: RandomBytes;
}

/** The Mobile Security Object (ISO/IEC 18013-5 §9.1.2.4); the issuer's word only once `verifyIssuerAuth` said so. */
export interface MobileSecurityObject {
  docType: string;
  digestAlgorithm: string;
  /** By namespace and digest id. */
  valueDigests: ReadonlyMap<string, ReadonlyMap<number, Uint8Array>>;
  /** A COSE_Key, as it was written. */
  deviceKey: CborMap;
  /** Seconds since the epoch. */
  signed: number;
  validFrom: number;
  validUntil: number;
  /** As JSON, as the other formats have it. */
  status: JsonValue | undefined;
}

/** One data element that the issuer signed, by its digest (§8.3.2.1.2.2). */
export interface IssuerSignedItem {
  namespace: string;
  digestId: number;
  elementIdentifier: string;
  elementValue: CborValue;
  /** The tagged octets as they came, over which the digest is. */
  encoded: Uint8Array;
}

/** What an issuer issues and a holder keeps: `IssuerSigned` (§8.3.2.1.2.2), taken apart. Nothing in it has been verified. */
export interface ParsedIssuerSigned {
  issuerAuth: ParsedCoseSign1;
  mso: MobileSecurityObject;
  items: IssuerSignedItem[];
  /** DER in Base 64, the document signer first. */
  x5c: string[];
}

/** One document of a `DeviceResponse` (§8.3.2.1.2.2), taken apart. Nothing in it has been verified. */
export interface PresentedMdoc {
  docType: string;
  issuerSigned: ParsedIssuerSigned;
  deviceSigned: {
    /** `DeviceNameSpacesBytes` as they came, which the holder signed too. */
    nameSpacesBytes: Uint8Array;
    /** How many data elements the holder's device vouches for itself. */
    elementCount: number;
    signature?: ParsedCoseSign1;
    hasMac: boolean;
  };
}

/** What was shown, with each element's digest found under the issuer's signature. */
export interface DisclosedElements {
  /** Elements by namespace, as JSON. */
  claims: JsonObject;
  /** `[namespace, identifier]` of each. */
  disclosedPaths: string[][];
}

export interface MdocPresentationToCreate {
  /** base64url of the `IssuerSigned`. */
  issuerSigned: string;
  /** `[namespace, identifier]` of each element to show. */
  disclose: readonly (readonly string[])[];
  /** From `openId4VpTranscript` or `dcApiTranscript`. */
  sessionTranscript: Uint8Array;
  /** The device key. */
  signer: Pick<Signer, 'suite' | 'sign'>;
}
