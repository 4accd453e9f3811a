import { canonicalAddress } from '#postal-address';
import { passesCheck, storedForm } from './check-field.js';
import type { CustomerFileShape } from './customer-file-shape.js';
import type { CsvRecord } from './read-csv.js';
import type { MatchedHeader } from './match-header.js';

/** Why a row is refused. It is personal data: sealed wherever it is stored. */
export interface RowProblem {
  line: number;
  /** Empty for a rule that concerns the row and no column in particular. */
  column: string;
  rule: string;
  /** At most 80 characters of the value. */
  value: string;
}

export interface GoodRow {
  line: number;
  /** By column name; optional fields that are empty are absent. */
  values: Readonly<Record<string, string>>;
  addressCanonical: string;
}

const BIRTH_COLUMNS = ['birth_date', 'birth_date_evidence', 'birth_date_assurance', 'birth_date_evidence_date'];
const SHOWN_LENGTH = 80;

/** Checks a row and answers with its first failing rule, in the order that the shape gives. */
export function checkRow(
  record: CsvRecord,
  header: MatchedHeader,
  shape: CustomerFileShape,
  today: string,
): GoodRow | RowProblem {
  const { line, fields } = record;
  if (fields.length !== header.fieldCount) return { line, column: '', rule: 'column_count', value: '' };
  const values: Record<string, string> = {};
  for (const { shape: column, index } of header.columns) {
    const value = index === undefined ? '' : (fields[index] as string).trim();
    if (value === '' && !column.required) continue;
    for (const rule of column.checks) {
      const ruleShape = shape.rules[rule];
      if (ruleShape !== undefined && !passesCheck(value, { column, rule: ruleShape, today })) {
        return { line, column: column.name, rule, value: shown(value) };
      }
    }
    values[column.name] = storedForm(value, column);
  }
  return checkTogether(line, values);
}

function checkTogether(line: number, values: Record<string, string>): GoodRow | RowProblem {
  const { street_address = '', postal_code = '', locality = '', country = '' } = values;
  const address = canonicalAddress({ street_address, postal_code, locality, country });
  if (address.outcome === 'not_canonical') {
    return { line, column: '', rule: 'address_not_canonical', value: shown(street_address) };
  }
  const { evidence_date, supply_start_date = '' } = values;
  if (evidence_date !== undefined && evidence_date < supply_start_date) {
    return { line, column: '', rule: 'evidence_before_supply', value: evidence_date };
  }
  return checkBirth(line, values) ?? { line, values, addressCanonical: address.canonical };
}

/** A date of birth counts with its evidence, or not at all: nobody's age is attested from a date of unknown origin. */
function checkBirth(line: number, values: Record<string, string>): RowProblem | undefined {
  const missing = BIRTH_COLUMNS.filter((column) => values[column] === undefined);
  const [first = ''] = missing;
  if (missing.length === BIRTH_COLUMNS.length) return undefined;
  if (missing.length > 0) return { line, column: first, rule: 'birth_evidence_incomplete', value: '' };
  const { birth_date = '', birth_date_evidence_date = '' } = values;
  if (birth_date_evidence_date >= birth_date) return undefined;
  const column = 'birth_date_evidence_date';
  return { line, column, rule: 'birth_evidence_before_birth', value: birth_date_evidence_date };
}

export function shown(value: string): string {
  return value.length <= SHOWN_LENGTH ? value : `${value.slice(0, SHOWN_LENGTH - 1)}…`;
}
