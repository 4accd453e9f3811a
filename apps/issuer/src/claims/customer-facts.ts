/** By what a date of birth was verified; a utility's own contract is none of them (design §4). */
export type BirthEvidenceKind = 'identity_document' | 'eid' | 'pid' | 'residence_permit';

/** Which kind of proof of the date of birth was seen, when, and how sure it makes: kept with each issuance that rests on it. */
export interface BirthEvidence {
  kind: BirthEvidenceKind;
  /** Type and list of what was shown from a wallet: `urn:eudi:pid:1`, `eu-pid`; absent for what the utility has seen itself. */
  shown?: { type: string; list: string };
  /** Assurance level as Regulation (EU) 910/2014 article 8 names it; low is none. */
  assurance: 'substantial' | 'high';
  /** YYYY-MM-DD: the day on which it was seen. */
  date: string;
}

/** A date of birth that the utility has recorded with evidence of it. */
export interface RecordedBirth {
  /** YYYY-MM-DD. */
  date: string;
  evidence: BirthEvidence;
}

/** Which ages were reached on the day of the evidence; the date of birth itself is not kept. */
export interface ShownAges {
  /** By age in years: `18`. */
  reached: Readonly<Record<string, boolean>>;
  evidence: BirthEvidence;
}

/** What the utility attests of a customer; a subject record fits. */
export interface CustomerFacts {
  givenName: string;
  familyName: string;
  streetAddress: string;
  postalCode: string;
  locality: string;
  region?: string;
  country: string;
  addressCanonical: string;
  supplyType: string;
  role: string;
  /** YYYY-MM-DD. */
  supplyStartDate: string;
  /** YYYY-MM-DD. */
  evidenceDate: string;
  /** Only with evidence of it. */
  birth?: RecordedBirth | ShownAges;
}
