/** By what a date of birth was verified; a utility's own contract is none of them (design §4). */
export type BirthEvidenceKind = 'identity_document' | 'eid' | 'pid' | 'residence_permit';

/** Which kind of proof of the date of birth was seen, when, and how sure it makes: kept with each issuance that rests on it. */
export interface BirthEvidence {
  kind: BirthEvidenceKind;
  /** Assurance level as Regulation (EU) 910/2014 article 8 names it; low is none. */
  assurance: 'substantial' | 'high';
  /** YYYY-MM-DD: the day on which it was seen. */
  date: string;
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
  birth?: { /** YYYY-MM-DD. */ date: string; evidence: BirthEvidence };
}
