import { describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { canonicalAddress } from '#postal-address';
import {
  makeCustomerCsv,
  NEAR_ADDRESSES,
  SAME_ADDRESSES,
  WALK_CUSTOMER,
  type CustomerRow,
} from '../src/customers/index.js';
import schema from '../../../schemas/subject-records/residency-csv.json' with { type: 'json' };

const today = '2026-11-21';
const made = makeCustomerCsv({ separator: ';', seed: 3, today });
const patterns = new Map(
  Object.entries(schema.rules).flatMap(([rule, { check, ...rest }]) =>
    'pattern' in rest
      ? [[rule, { forbids: check === 'forbidden_pattern', pattern: new RegExp(rest.pattern, 'u') }]]
      : [],
  ),
);

/** The first length or pattern rule that a field breaks; the other rules are the importer's to try. */
function firstBroken(row: CustomerRow, columnName: string): string | undefined {
  const column = schema.columns.find(({ name }) => name === columnName);
  const field = row[columnName as keyof CustomerRow];
  if (!column || field === '') return column?.required ? 'required' : undefined;
  return column.checks.find((rule) => {
    const known = patterns.get(rule);
    if (rule === 'too_long') return field.length > column.maxLength;
    return known ? known.pattern.test(field) === known.forbids : false;
  });
}

describe('the customer file of the demonstration', () => {
  it('is the same for the same seed, and another for another', () => {
    expect(makeCustomerCsv({ separator: ';', seed: 3, today }).csv).toBe(made.csv);
    expect(makeCustomerCsv({ separator: ';', seed: 4, today }).csv).not.toBe(made.csv);
  });

  it.each([';', ','] as const)('reads as CSV with "%s": all rows, lines where it says', (separator) => {
    const { csv, goodRows, badRows } = makeCustomerCsv({ separator, seed: 3, today });
    const records: string[][] = parse(csv, { delimiter: separator, relax_column_count: true });
    expect(goodRows).toBe(500);
    expect(records).toHaveLength(1 + goodRows + badRows.length);
    const short = badRows.find(({ rule }) => rule === 'column_count');
    const before: string[][] = parse(csv.split('\n').slice(0, (short?.line ?? 0) - 1).join('\n'), { delimiter: separator, relax_column_count: true }); // prettier-ignore
    expect(records[before.length]).toHaveLength(14);
  });

  it('has headings that the schema knows', () => {
    const fold = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ').trim(); // prettier-ignore
    const known = new Set(schema.columns.flatMap(({ name, aliases }) => [name, ...aliases].map(fold)));
    for (const heading of (made.csv.split('\n')[0] ?? '').split(';')) expect(known).toContain(fold(heading));
  });

  it('has only good rows that keep the rules of the schema and have a normal form', () => {
    for (const row of made.people) {
      for (const { name } of schema.columns) expect([name, firstBroken(row, name)]).toEqual([name, undefined]);
      expect([row.street_address, canonicalAddress(row).outcome]).toEqual([row.street_address, 'canonical']);
    }
    expect(new Set(made.people.map((row) => row.customer_number)).size).toBe(500);
  });

  it('has leading zeros, accents, double names, apartment lines and quoted line breaks', () => {
    expect(made.people.some((row) => row.postal_code.startsWith('01'))).toBe(true);
    expect(made.people.some((row) => /-/.test(row.family_name))).toBe(true);
    expect(made.csv).toMatch(/"[^"]*Appartement 12[^"]*\n[^"]*"/);
  });

  it('breaks each row by a rule that the schema names, at most one row a rule', () => {
    const rules = made.badRows.map(({ rule }) => rule);
    expect(rules.length).toBeGreaterThanOrEqual(12);
    expect(new Set(rules).size).toBe(rules.length);
    for (const rule of rules) expect(Object.keys(schema.rules)).toContain(rule);
  });
});

describe("the walk's customer", () => {
  const own = canonicalAddress({ ...WALK_CUSTOMER, country: 'FR' });

  it('is the first of the file', () => {
    expect(made.people[0]).toMatchObject(WALK_CUSTOMER);
  });

  it.each(SAME_ADDRESSES)('lives at "$street_address, $postal_code $locality"', (address) => {
    expect(canonicalAddress(address)).toEqual(own);
  });

  it.each(NEAR_ADDRESSES)('does not live at "$street_address, $postal_code $locality"', (address) => {
    expect(canonicalAddress(address)).toMatchObject({ outcome: 'canonical' });
    expect(canonicalAddress(address)).not.toEqual(own);
  });
});
