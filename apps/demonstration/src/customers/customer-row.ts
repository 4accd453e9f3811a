/** One customer as schemas/subject-records/residency-csv.json names the columns; `''` where an optional one is empty. */
export interface CustomerRow {
  customer_number: string;
  given_name: string;
  family_name: string;
  street_address: string;
  postal_code: string;
  locality: string;
  region: string;
  country: string;
  supply_type: string;
  role: string;
  /** As the importer stores it: YYYY-MM-DD. */
  supply_start_date: string;
  evidence_date: string;
  birth_date: string;
  birth_date_evidence: string;
  birth_date_assurance: string;
  birth_date_evidence_date: string;
}

export const COLUMNS = [
  'customer_number',
  'given_name',
  'family_name',
  'street_address',
  'postal_code',
  'locality',
  'region',
  'country',
  'supply_type',
  'role',
  'supply_start_date',
  'evidence_date',
  'birth_date',
  'birth_date_evidence',
  'birth_date_assurance',
  'birth_date_evidence_date',
] as const satisfies readonly (keyof CustomerRow)[];
