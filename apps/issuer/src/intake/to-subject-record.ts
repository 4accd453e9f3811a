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
  };
}
