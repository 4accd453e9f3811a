import type { Locale } from '#look';
import type { RowProblem } from '../intake/check-row.js';
import type { CustomerFileShape } from '../intake/customer-file-shape.js';
import { REPORT_MESSAGES } from './report.messages.js';

/** A spreadsheet takes a field that begins so for a formula (OWASP, "CSV Injection"), also behind white space. */
const FORMULA_START = /^\s*[=+\-@\t\r|%＝＋－＠]/u;

/**
 * The refused rows for a spreadsheet: UTF-8 with its mark and semicolons, as French ones expect. No field can be taken for a
 * formula: a quotation mark before it makes it text.
 */
export function problemsCsv(problems: readonly RowProblem[], shape: CustomerFileShape, locale: Locale): string {
  const { problems: messages } = REPORT_MESSAGES[locale];
  const rows = problems.map(({ line, column, rule, value }) => [
    String(line),
    column,
    shape.rules[rule]?.sentence[locale] ?? rule,
    value,
  ]);
  const header = [messages.line, messages.column, messages.rule, messages.value];
  return `\uFEFF${[header, ...rows].map((row) => row.map(fieldOf).join(';')).join('\r\n')}\r\n`;
}

function fieldOf(text: string): string {
  const harmless = FORMULA_START.test(text) ? `'${text}` : text;
  return `"${harmless.replaceAll('"', '""')}"`;
}
