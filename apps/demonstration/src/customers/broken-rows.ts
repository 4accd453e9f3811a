import type { CustomerRow } from './customer-row.js';
import { daysBefore } from './invent-customers.js';

/** A row that the importer must refuse, and by which rule of schemas/subject-records/residency-csv.json. */
export interface BrokenRow {
  rule: string;
  /** Column at fault; empty where the row as a whole is. */
  column: keyof CustomerRow | '';
  row: CustomerRow;
  /** Fields left out at the end of the row. */
  missingFields?: number;
}

/**
 * One broken row of each kind, made from good ones with customer numbers of their own.
 * @param good at least one row; the contradicting duplicate repeats its number and belongs behind it
 */
export function breakRows(good: CustomerRow, today: string, numberFrom: (index: number) => string): BrokenRow[] {
  let used = 0;
  const broken = (rule: string, column: keyof CustomerRow | '', changes: Partial<CustomerRow>): BrokenRow => ({
    rule,
    column,
    row: { ...good, customer_number: numberFrom(used++), ...changes },
  });
  return [
    broken('required', 'postal_code', { postal_code: '' }),
    broken('postal_code_form', 'postal_code', { postal_code: '1000', locality: 'Bourg-en-Bresse' }),
    broken('date_form', 'supply_start_date', { supply_start_date: '2021-02-31' }),
    broken('date_in_future', 'supply_start_date', { supply_start_date: daysBefore(today, -400), evidence_date: '' }),
    broken('date_too_old', 'supply_start_date', { supply_start_date: '1789-07-14' }),
    broken('evidence_before_supply', '', {
      supply_start_date: daysBefore(today, 10),
      evidence_date: daysBefore(today, 20),
    }),
    broken('too_long', 'given_name', { given_name: 'Marie-'.repeat(20) }),
    broken('unknown_choice', 'supply_type', { supply_type: 'pétrole' }),
    broken('spreadsheet_formula', 'family_name', { family_name: '=HYPERLINK("https://attacker.example";"Exemple")' }),
    broken('markup', 'street_address', { street_address: '12 rue des Lilas<script>alert(1)</script>' }),
    broken('name_characters', 'family_name', { family_name: "Exemple'); DROP TABLE customers;--" }),
    broken('control_character', 'given_name', { given_name: 'Zoé\u202Eéoz' }),
    broken('address_not_canonical', '', { street_address: 'rue sans numéro' }),
    broken('birth_evidence_incomplete', 'birth_date_evidence', { birth_date: '1990-05-05', birth_date_evidence: '' }),
    broken('birth_evidence_before_birth', 'birth_date_evidence_date', {
      ...{ birth_date: '1990-05-05', birth_date_evidence: 'eid', birth_date_assurance: 'high' },
      birth_date_evidence_date: '1990-05-04',
    }),
    broken('contradicting_duplicate', '', { customer_number: good.customer_number, family_name: 'Tout-Autre' }),
    { ...broken('column_count', '', {}), missingFields: 2 },
  ];
}
