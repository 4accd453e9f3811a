import { canonicalJson } from '#primitives';
import { checkRow, shown, type GoodRow, type RowProblem } from './check-row.js';
import type { CustomerFileShape } from './customer-file-shape.js';
import { matchHeader } from './match-header.js';
import { detectSeparator, readCsv } from './read-csv.js';
import { refuseFile } from './refuse-file.js';

export interface CustomerFile {
  /** One a customer number. */
  rows: GoodRow[];
  /** Rows that repeat an earlier row of the file in all values. */
  repeated: number;
  refused: number;
  /** The first 1,000. */
  problems: RowProblem[];
}

/**
 * Takes a customer file apart and checks every row, by the rules of its shape.
 * @param today YYYY-MM-DD
 * @throws a rule of scope `file`: then no row counts
 */
export function readCustomerFile(text: string, shape: CustomerFileShape, today: string): CustomerFile {
  const records = readCsv(text, detectSeparator(text, shape.separators));
  const first = records.next();
  const header = matchHeader(first.done === true ? [] : first.value.fields, shape);
  const file: CustomerFile = { rows: [], repeated: 0, refused: 0, problems: [] };
  const seen = new Map<string, string>();
  let count = 0;
  for (const record of records) {
    if (++count > shape.limits.maxRows) throw refuseFile('too_many_rows', record.line);
    const row = checkRow(record, header, shape, today);
    const outcome = 'rule' in row ? row : compareWithEarlier(row, seen);
    if (outcome === 'repeated') file.repeated++;
    else if ('rule' in outcome) {
      file.refused++;
      if (file.problems.length < shape.limits.maxReportedProblems) file.problems.push(outcome);
    } else file.rows.push(outcome);
  }
  return file;
}

function compareWithEarlier(row: GoodRow, seen: Map<string, string>): GoodRow | RowProblem | 'repeated' {
  const customerNumber = row.values['customer_number'] as string;
  const values = canonicalJson({ ...row.values });
  const earlier = seen.get(customerNumber);
  if (earlier === undefined) {
    seen.set(customerNumber, values);
    return row;
  }
  if (earlier === values) return 'repeated';
  return { line: row.line, column: '', rule: 'contradicting_duplicate', value: shown(customerNumber) };
}
