import { describe, expect, it } from '@jest/globals';
import { encodeUtf8 } from '#primitives';
import { readCustomerFileShape } from '../src/intake/customer-file-shape.js';
import { dayInFrance } from '../src/intake/day-in-france.js';
import { readCustomerFile } from '../src/intake/read-customer-file.js';
import { toSubjectRecord } from '../src/intake/to-subject-record.js';
import { readText } from '../src/intake/read-text.js';

const shape = await readCustomerFileShape('schemas');
const TODAY = '2026-11-21';
const HEADER =
  'customer_number;given_name;family_name;street_address;postal_code;locality;country;supply_type;role;supply_start_date;evidence_date';
const GOOD = {
  customer_number: 'C-0001',
  given_name: 'Amélie',
  family_name: 'Fictive-Martin',
  street_address: '12 bis rue des Lilas',
  postal_code: '01000',
  locality: 'Bourg-en-Bresse',
  country: 'FR',
  supply_type: 'water',
  role: 'contract_holder',
  supply_start_date: '2020-01-31',
  evidence_date: '2026-10-01',
};

const row = (change: Partial<typeof GOOD> = {}) => Object.values({ ...GOOD, ...change }).join(';');
const file = (...rows: string[]) => [HEADER, ...rows].join('\n');
const read = (text: string) => readCustomerFile(text, shape, TODAY);
const problemsOf = (...rows: string[]) => read(file(...rows)).problems;

async function* chunksOf(bytes: Uint8Array, size = 7) {
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size);
}

describe('a customer file', () => {
  it('gives its rows by column, with the canonical address', () => {
    const { rows, problems } = read(file(row()));
    expect(problems).toEqual([]);
    expect(rows).toEqual([
      { line: 2, values: GOOD, addressCanonical: 'fr1:12 BIS|RUE DES LILAS|01000|BOURG EN BRESSE' },
    ]);
  });

  it('may be separated by commas, with French headings in any order and columns that nobody knows', () => {
    const text = [
      'Solde,N° client,Prénom,NOM,Adresse,Code postal,Ville,Pays,Énergie,Titularité,Date début fourniture',
      '"1 200,50",C-0001,Amélie,Fictive-Martin,"12 bis, rue des Lilas\nRés. ""Les Pins""",01000,Bourg-en-Bresse,France,Eau potable,Titulaire,31/01/2020',
    ].join('\r\n');
    const { rows, problems } = read(text);
    // The residence's name is in typographic doubt only: quotation marks are refused as characters, with the row's line.
    expect(problems).toMatchObject([{ line: 2, column: 'street_address', rule: 'address_characters' }]);
    expect(rows).toEqual([]);
    const accepted = read(text.replaceAll('""', '')).rows[0];
    expect(accepted?.values).toMatchObject({ supply_type: 'water', supply_start_date: '2020-01-31', country: 'FR' });
    expect(Object.values(accepted?.values ?? {})).not.toContain('1 200,50');
  });

  describe('with a date of birth', () => {
    const BIRTH = ['1990-05-05', 'identity_document', 'substantial', '2026-06-01'];
    const read = (...birth: string[]) => {
      const heading = `${HEADER};birth_date;birth_date_evidence;birth_date_assurance;birth_date_evidence_date`;
      return readCustomerFile([heading, `${row()};${birth.join(';')}`].join('\n'), shape, TODAY);
    };
    const without = (index: number) => BIRTH.map((value, at) => (at === index ? '' : value));

    it('takes it with the kind, level and day of its evidence', () => {
      const [good] = read('05/05/1990', 'Carte d’identité', 'Substantiel', '01/06/2026').rows;
      const [birth_date, birth_date_evidence, birth_date_assurance, birth_date_evidence_date] = BIRTH;
      const birth = { birth_date, birth_date_evidence, birth_date_assurance, birth_date_evidence_date };
      expect(good?.values).toEqual({ ...GOOD, ...birth });
      expect(toSubjectRecord(good!, TODAY).birth).toEqual({
        date: '1990-05-05',
        evidence: { kind: 'identity_document', assurance: 'substantial', date: '2026-06-01' },
      });
    });

    it('takes none at all', () => {
      const [good] = read('', '', '', '').rows;
      expect(toSubjectRecord(good!, TODAY)).not.toHaveProperty('birth');
    });

    it.each([
      ['birth_evidence_incomplete', 'birth_date', without(0)],
      ['birth_evidence_incomplete', 'birth_date_evidence', without(1)],
      ['birth_evidence_incomplete', 'birth_date_assurance', without(2)],
      ['birth_evidence_incomplete', 'birth_date_evidence_date', without(3)],
      ['birth_evidence_before_birth', 'birth_date_evidence_date', [...BIRTH.slice(0, 3), '1990-05-04']],
      ['unknown_choice', 'birth_date_evidence', ['1990-05-05', 'supply_contract', 'substantial', '2026-06-01']],
      ['unknown_choice', 'birth_date_assurance', ['1990-05-05', 'eid', 'low', '2026-06-01']],
      ['date_in_future', 'birth_date', ['2026-11-22', ...BIRTH.slice(1)]],
      ['date_in_future', 'birth_date_evidence_date', [...BIRTH.slice(0, 3), '2026-11-22']],
      ['date_form', 'birth_date', ['1990-02-30', ...BIRTH.slice(1)]],
      ['date_too_old', 'birth_date', ['1899-12-31', ...BIRTH.slice(1)]],
    ])('refuses a row by %s in %s', (rule, column, birth) => {
      expect(read(...birth).problems).toMatchObject([{ line: 2, column, rule }]);
    });
  });

  it.each([
    ['required', 'customer_number', ' '],
    ['identifier_form', 'customer_number', "1' OR '1'='1"],
    ['too_long', 'customer_number', 'C'.repeat(33)],
    ['spreadsheet_formula', 'given_name', '=HYPERLINK()'],
    ['markup', 'family_name', '<script>alert(1)</script>'],
    ['markup', 'street_address', '12 rue des Lilas &lt;b&gt;'],
    ['control_character', 'locality', 'Bourg\u202e'],
    ['name_characters', 'given_name', 'R2D2'],
    ['postal_code_form', 'postal_code', '1000'],
    ['postal_code_form', 'postal_code', '99000'],
    ['unknown_choice', 'country', 'Atlantide'],
    ['unknown_choice', 'supply_type', 'steam'],
    ['unknown_choice', 'role', 'neighbour'],
    ['date_form', 'supply_start_date', '2023-02-29'],
    ['date_form', 'supply_start_date', '31/02/2020'],
    ['date_in_future', 'evidence_date', '2026-11-22'],
    ['date_too_old', 'supply_start_date', '1899-12-31'],
  ])('refuses a row by %s in %s', (rule, column, value) => {
    const [problem] = problemsOf(row({ [column]: `"${value}"` }));
    expect(problem).toMatchObject({ line: 2, column, rule });
    expect(problem?.value.startsWith(value.trim().slice(0, 20))).toBe(true);
  });

  it('refuses a row by rules that concern several fields', () => {
    expect(problemsOf(row({ street_address: 'rue des Lilas' }))).toMatchObject([
      { line: 2, column: '', rule: 'address_not_canonical', value: 'rue des Lilas' },
    ]);
    expect(problemsOf(row({ evidence_date: '2019-01-01' }))).toMatchObject([{ rule: 'evidence_before_supply' }]);
    expect(problemsOf(`${row()};more`, 'less')).toMatchObject([
      { line: 2, rule: 'column_count' },
      { line: 3, rule: 'column_count' },
    ]);
  });

  it('keeps the earlier of two rows that contradict each other, and counts a repeated one', () => {
    const { rows, repeated, problems } = read(file(row(), row(), row({ given_name: 'Bruno' })));
    expect([rows.length, repeated]).toEqual([1, 1]);
    expect(problems).toMatchObject([{ line: 4, column: '', rule: 'contradicting_duplicate', value: 'C-0001' }]);
  });

  it('names the physical line, whatever line breaks stand before', () => {
    const broken = row({
      customer_number: 'C-0002',
      street_address: '"12 rue des Lilas\r\nBât. A\r\n"',
      country: '??',
    });
    const stray = row({ customer_number: 'C-0003', street_address: '12 rue "des Lilas"' });
    expect(problemsOf(row(), '', '', broken, stray).map(({ line }) => line)).toEqual([5, 8]);
  });

  it('reports at most 1,000 problems and counts all', () => {
    const { refused, problems } = read(file(...Array.from({ length: 1_100 }, () => 'x')));
    expect([refused, problems.length]).toEqual([1_100, 1_000]);
  });

  it('is refused as a whole when columns are missing, doubled or too many', () => {
    expect(() => read('')).toThrow(expect.objectContaining({ code: 'missing_column' }));
    expect(() => read('a;b\n1;2')).toThrow(expect.objectContaining({ code: 'missing_column' }));
    expect(() => read(`${HEADER};Prénom\n`)).toThrow(expect.objectContaining({ code: 'duplicate_column' }));
    expect(() => read(';'.repeat(40))).toThrow(expect.objectContaining({ code: 'malformed_csv' }));
  });

  it('is refused as a whole when its quotation is broken, with the line', () => {
    const open = file(row(), row({ given_name: '"Amélie' }));
    expect(() => read(open)).toThrow(expect.objectContaining({ code: 'malformed_csv' }));
    expect(() => read(open)).toThrow('Line 3');
    expect(() => read(file(row({ given_name: '"Amélie" x' })))).toThrow('Line 2');
  });

  it('is refused as a whole when it has too many rows', () => {
    expect(() => read(file(...Array.from({ length: 100_001 }, () => 'x')))).toThrow(
      expect.objectContaining({ code: 'too_many_rows' }),
    );
  });
});

describe('the bytes of a customer file', () => {
  it('may begin with a byte order mark and be cut anywhere', async () => {
    expect(await readText(chunksOf(encodeUtf8('\uFEFFé;ü\n☂'), 1), 100)).toBe('é;ü\n☂');
  });

  it('are refused when they are not UTF-8, with the line', async () => {
    const bytes = Buffer.concat([encodeUtf8('première\nseconde\n'), Buffer.from('Am\xe9lie\n', 'latin1')]);
    await expect(readText(chunksOf(bytes), 100)).rejects.toMatchObject({ code: 'malformed_utf8' });
    await expect(readText(chunksOf(bytes), 100)).rejects.toThrow('Line 3');
  });

  it('are refused when they are too many', async () => {
    await expect(readText(chunksOf(new Uint8Array(101)), 100)).rejects.toMatchObject({ code: 'file_too_large' });
  });
});

describe('an upload', () => {
  it('is refused when it breaks off', async () => {
    async function* broken() {
      yield encodeUtf8('customer');
      throw new Error('aborted');
    }
    await expect(readText(broken(), 100)).rejects.toMatchObject({ code: 'upload_aborted', fault: 'refusal' });
  });
});

describe('the day of an import', () => {
  it('is the one in France', () => {
    expect(dayInFrance(Date.UTC(2026, 10, 21, 23, 30))).toBe('2026-11-22');
    expect(dayInFrance(Date.UTC(2026, 6, 21, 21, 30))).toBe('2026-07-21');
  });
});
