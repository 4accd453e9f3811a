import { breakRows, type BrokenRow } from './broken-rows.js';
import { COLUMNS, type CustomerRow } from './customer-row.js';
import { inventCustomers, numberOf } from './invent-customers.js';
import { createDice, type Dice } from './seeded-random.js';

export interface CustomerCsvOptions {
  /** `;` writes headings, dates and choices as French offices do, `,` as the schema names them. */
  separator: ';' | ',';
  seed: number;
  /** YYYY-MM-DD: the newest day that a date of a good row may name. */
  today: string;
  /** Good rows. */
  customers?: number;
  numberPrefix?: string;
  supplyType?: keyof typeof FRENCH_SUPPLIES;
}

export interface CustomerCsv {
  /** UTF-8 text without byte order mark; lines end with a line feed. */
  csv: string;
  goodRows: number;
  /** `line` is the physical line on which the record begins; the header is line 1. */
  badRows: { line: number; column: string; rule: string }[];
  /** The good rows in the file's order; the first is the walk's customer. */
  people: CustomerRow[];
}

interface WrittenRow {
  row: CustomerRow;
  broken?: BrokenRow;
}

const FRENCH_HEADINGS = [
  'Numéro client', 'Prénom', 'Nom', 'Adresse', 'Code postal', 'Ville', 'Région', 'Pays', 'Fourniture', 'Qualité',
  'Date début fourniture', 'Date preuve', 'Date de naissance', 'Preuve de naissance', 'Niveau de garantie',
  'Date preuve naissance',
] as const; // prettier-ignore
const FRENCH_SUPPLIES = { water: 'Eau', electricity: 'Électricité', gas: 'Gaz', fixed_telecom: 'Télécom fixe' };
const FRENCH_ROLES: Readonly<Record<string, string>> = { contract_holder: 'Titulaire', co_holder: 'Cotitulaire' };
const FRENCH_EVIDENCE: Readonly<Record<string, string>> = { identity_document: 'Pièce d’identité' };
const FRENCH_ASSURANCE: Readonly<Record<string, string>> = { substantial: 'Substantiel', high: 'Élevé' };
const BROKEN_NUMBERS_FROM = 900_001;

/** A utility's customer file: 500 good rows unless told otherwise, and one broken row of each kind among them. */
export function makeCustomerCsv(options: CustomerCsvOptions): CustomerCsv {
  const { customers = 500, numberPrefix = 'C', supplyType = 'water', today } = options;
  const dice = createDice(options.seed);
  const people = inventCustomers({ count: customers, numberPrefix, supplyType, today }, dice);
  const first = people[0];
  if (first === undefined) throw new RangeError('a customer file has at least one customer');
  const broken = breakRows(first, today, (index) => numberOf(numberPrefix, BROKEN_NUMBERS_FROM + index));
  const rows = mixIn(broken, people, dice);
  return { ...writeCsv(rows, options.separator), goodRows: people.length, people };
}

/** The first row stays good, so that what repeats its number comes later. */
function mixIn(broken: readonly BrokenRow[], people: readonly CustomerRow[], dice: Dice): WrittenRow[] {
  const rows: WrittenRow[] = people.map((row) => ({ row }));
  for (const one of broken) rows.splice(1 + dice.roll(rows.length), 0, { row: one.row, broken: one });
  return rows;
}

function writeCsv(rows: readonly WrittenRow[], separator: ';' | ','): Pick<CustomerCsv, 'csv' | 'badRows'> {
  const headings = separator === ';' ? FRENCH_HEADINGS : COLUMNS;
  const badRows: CustomerCsv['badRows'] = [];
  let csv = `${headings.join(separator)}\n`;
  let line = 2;
  for (const { row, broken } of rows) {
    const fields = (separator === ';' ? fieldsAsFrench(row) : COLUMNS.map((column) => row[column])).slice(
      0,
      COLUMNS.length - (broken?.missingFields ?? 0),
    );
    const record = `${fields.map((field) => quote(field, separator)).join(separator)}\n`;
    if (broken) badRows.push({ line, column: broken.column, rule: broken.rule });
    line += record.split('\n').length - 1;
    csv += record;
  }
  return { csv, badRows };
}

function fieldsAsFrench(row: CustomerRow): string[] {
  const supplies: Readonly<Record<string, string>> = FRENCH_SUPPLIES;
  return COLUMNS.map((column) => {
    const field = row[column];
    if (column === 'country') return 'France';
    if (column === 'supply_type') return supplies[field] ?? field;
    if (column === 'role') return FRENCH_ROLES[field] ?? field;
    if (column === 'birth_date_evidence') return FRENCH_EVIDENCE[field] ?? field;
    if (column === 'birth_date_assurance') return FRENCH_ASSURANCE[field] ?? field;
    return column.endsWith('_date') ? field.replace(/^(\d{4})-(\d{2})-(\d{2})$/, '$3/$2/$1') : field;
  });
}

/** RFC 4180 §2: quoted where it must be. */
function quote(field: string, separator: string): string {
  return /["\r\n]/.test(field) || field.includes(separator) ? `"${field.replaceAll('"', '""')}"` : field;
}
