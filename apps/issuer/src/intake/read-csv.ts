import { refuseFile } from './refuse-file.js';

export interface CsvRecord {
  /** The physical line of the file on which the record begins; the first is 1. */
  line: number;
  fields: string[];
}

/**
 * The separator that the header uses most outside of quotes; the first of `separators` where none leads. Read letter by letter:
 * a pattern that repeats groups runs out of stack on a header of some megabytes.
 */
export function detectSeparator(text: string, separators: readonly string[]): string {
  const counts = separators.map(() => 0);
  let isQuoted = false;
  for (let position = 0; position < text.length; position++) {
    const character = text.charAt(position);
    if (character === '"') isQuoted = !isQuoted;
    if (isQuoted) continue;
    if (character === '\r' || character === '\n') break;
    const index = separators.indexOf(character);
    if (index >= 0) counts[index] = (counts[index] as number) + 1;
  }
  return separators[counts.indexOf(Math.max(...counts))] as string;
}

/**
 * Takes a CSV text (RFC 4180) apart; empty lines are passed over. Our own and not csv-parse: a problem must name its physical
 * line, which that package miscounts after a line break in quotes, and a stray quotation mark inside an unquoted field is
 * one row's fault and not the file's.
 * @throws `malformed_csv` with the line: a quoted field that is never closed, or text behind a closing quote
 */
export function* readCsv(text: string, separator: string): Generator<CsvRecord> {
  const ends = new RegExp(`[${separator}\\r\\n]`, 'g');
  let position = 0;
  let line = 1;
  while (position < text.length) {
    const record: CsvRecord = { line, fields: [] };
    for (;;) {
      const field = text[position] === '"' ? readQuoted(text, position, line) : readPlain(text, position, ends);
      record.fields.push(field.value);
      line += field.lineBreaks;
      position = field.end;
      if (text[position] !== separator) break;
      position++;
    }
    if (position < text.length) {
      if (text[position] !== '\r' && text[position] !== '\n') throw refuseFile('malformed_csv', line);
      position += text.startsWith('\r\n', position) ? 2 : 1;
      line++;
    }
    if (record.fields.length > 1 || record.fields[0] !== '') yield record;
  }
}

interface Field {
  value: string;
  /** Position of the separator or line break behind the field. */
  end: number;
  lineBreaks: number;
}

function readPlain(text: string, start: number, ends: RegExp): Field {
  ends.lastIndex = start;
  const end = ends.exec(text)?.index ?? text.length;
  return { value: text.slice(start, end), end, lineBreaks: 0 };
}

function readQuoted(text: string, start: number, line: number): Field {
  let end = start + 1;
  for (;;) {
    end = text.indexOf('"', end);
    if (end < 0) throw refuseFile('malformed_csv', line);
    if (text[end + 1] !== '"') break;
    end += 2;
  }
  const inside = text.slice(start + 1, end);
  return { value: inside.replaceAll('""', '"'), end: end + 1, lineBreaks: inside.match(/\r\n|\r|\n/g)?.length ?? 0 };
}
