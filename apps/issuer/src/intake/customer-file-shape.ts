import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { parseJson } from '#primitives';
import { parseDoor } from '#service-kit/door';

const MAX_SHAPE_LENGTH = 256 * 1024;
const sentence = z.object({ en: z.string(), fr: z.string() });

const columnShape = z.object({
  name: z.string(),
  aliases: z.array(z.string()),
  required: z.boolean(),
  /** UTF-16 code units. */
  maxLength: z.number().int().positive(),
  /** Names of rules, in the order in which they are checked. */
  checks: z.array(z.string()),
  choices: z.record(z.string(), z.array(z.string())).optional(),
});

const ruleShape = z.object({
  scope: z.enum(['file', 'row', 'field']),
  check: z.string(),
  pattern: z.string().optional(),
  notBefore: z.string().optional(),
  sentence,
});

const customerFileShape = z
  .object({
    limits: z.object({
      maxBytes: z.number().int().positive(),
      maxRows: z.number().int().positive(),
      maxColumns: z.number().int().positive(),
      maxReportedProblems: z.number().int().positive(),
    }),
    separators: z.array(z.string().length(1)).min(1),
    columns: z.array(columnShape).min(1),
    rules: z.record(z.string(), ruleShape),
  })
  .refine(({ columns, rules }) =>
    columns.every(({ checks }) => checks.every((rule) => rules[rule]?.scope === 'field')),
  );

/** One column of a customer file, as schemas/subject-records/ describes it. */
export type ColumnShape = z.output<typeof columnShape>;
export type RuleShape = z.output<typeof ruleShape>;
/** What a customer file looks like. */
export type CustomerFileShape = z.output<typeof customerFileShape>;

/**
 * Reads the shape of customer files for `residency`.
 * @param schemasFolder holds `subject-records/residency-csv.json`
 * @throws `malformed_customer_file_shape`
 */
export async function readCustomerFileShape(schemasFolder: string): Promise<CustomerFileShape> {
  const text = await readFile(join(schemasFolder, 'subject-records', 'residency-csv.json'), 'utf8');
  const parsed = parseJson(text, { maxLength: MAX_SHAPE_LENGTH, maxDepth: 8 });
  return parseDoor(customerFileShape, parsed, 'malformed_customer_file_shape');
}

/** How headings and choices are compared: without marks, case and punctuation. */
export function foldHeading(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
