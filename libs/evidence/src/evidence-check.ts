import type { KnownTypeMetadata } from '#credential-types';
import type { TrustFile } from '#ledger';
import type { VerifySignature } from '#primitives';
import type { ProvenState } from '#trust';
import type { KnownStatusList, TrustedEntity, VerificationPolicy } from '#verification';
import type { EvidencePackage } from './evidence-package.js';
import type { EvidenceCode, EvidenceItemName } from './evidence.messages.js';
import type { Finding } from './evidence-report.js';
import type { TrustInput, TrustManifest } from './trust-manifest.js';
import type { ParsedVerdictRecord } from './verdict-record.js';

/** What every step may look at. */
export interface EvidenceCircumstances {
  evidence: EvidencePackage;
  trustFile: TrustFile;
  verifySignature: VerifySignature;
}

/** What the steps give, each once it holds. */
export interface EvidenceFacts {
  parsed: ParsedVerdictRecord;
  inputs: { manifest: TrustManifest; byDigest: ReadonlyMap<string, TrustInput> };
  state: ProvenState;
  issuingRoots: string[];
  trustedEntities: TrustedEntity[] | undefined;
  statusLists: ReadonlyMap<string, KnownStatusList>;
  typeMetadata: readonly KnownTypeMetadata[];
  policy: VerificationPolicy;
  shown: NonNullable<EvidencePackage['shown']>;
  /** Of the receipt, base64url. */
  commitment: string;
}

export type EvidenceFact = keyof EvidenceFacts;

/** One item of the evidence, as its file defines it. */
export interface EvidenceCheck<Item extends EvidenceItemName, Needs extends EvidenceFact, Gives extends EvidenceFact> {
  item: Item;
  needs: readonly Needs[];
  gives: readonly Gives[];
  /** Where it fails with a code of another lib: which of its own codes says so. */
  otherwise: EvidenceCode<Item>;
  check(
    facts: Pick<EvidenceFacts, Needs>,
    circumstances: EvidenceCircumstances,
  ): Finding<Item, Pick<EvidenceFacts, Gives>> | Promise<Finding<Item, Pick<EvidenceFacts, Gives>>>;
}

/** Any check, as the runner sees it: it hands over only what `needs` names, and all of that. */
export interface AnyEvidenceCheck {
  item: EvidenceItemName;
  needs: readonly EvidenceFact[];
  gives: readonly EvidenceFact[];
  otherwise: string;
  check(facts: EvidenceFacts, circumstances: EvidenceCircumstances): unknown;
}

export function defineEvidenceCheck<
  const Item extends EvidenceItemName,
  Needs extends EvidenceFact = never,
  Gives extends EvidenceFact = never,
>(check: EvidenceCheck<Item, Needs, Gives>): EvidenceCheck<Item, Needs, Gives> {
  return check;
}
