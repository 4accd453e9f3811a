import type { BirthEvidence } from '../claims/customer-facts.js';
import type { SubjectRecord } from '../subject-records/subject-record.js';
import type { GoodRow } from './check-row.js';

/** @param today stands in for an evidence date that the file does not give: the utility attests on the day of import */
export function toSubjectRecord(row: GoodRow, today: string): SubjectRecord {
  const { values, addressCanonical } = row;
  const required = (name: string): string => values[name] ?? '';
  return {
    customerNumber: required('customer_number'),
    givenName: required('given_name'),
    familyName: required('family_name'),
    streetAddress: required('street_address'),
    postalCode: required('postal_code'),
    locality: required('locality'),
    ...(values['region'] === undefined ? {} : { region: values['region'] }),
    country: required('country'),
    addressCanonical,
    supplyType: required('supply_type'),
    role: required('role'),
    supplyStartDate: required('supply_start_date'),
    evidenceDate: values['evidence_date'] ?? today,
    ...birthOf(values),
  };
}

/** All four are there or none (`checkRow`), and what they hold is one of the choices. */
function birthOf(values: GoodRow['values']): Pick<SubjectRecord, 'birth'> {
  const { birth_date, birth_date_evidence, birth_date_assurance, birth_date_evidence_date } = values;
  if (birth_date === undefined) return {};
  const evidence = { kind: birth_date_evidence, assurance: birth_date_assurance, date: birth_date_evidence_date };
  return { birth: { date: birth_date, evidence: evidence as BirthEvidence } };
}
