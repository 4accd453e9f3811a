import { assertOurs } from '#primitives';
import { foldHeading, type ColumnShape, type RuleShape } from './customer-file-shape.js';

/** What a field is checked against besides itself. */
export interface FieldContext {
  column: ColumnShape;
  rule: RuleShape;
  /** YYYY-MM-DD. */
  today: string;
}

type Check = (value: string, context: FieldContext) => boolean;

/** By the `check` of a rule of scope `field`; true where the value passes. */
const CHECKS: Readonly<Record<string, Check>> = {
  not_empty: (value) => value !== '',
  max_length: (value, { column }) => value.length <= column.maxLength,
  forbidden_pattern: (value, { rule }) => !patternOf(rule).test(value),
  pattern: (value, { rule }) => patternOf(rule).test(value),
  choice: (value, { column }) => choiceOf(value, column) !== undefined,
  date: (value) => isoDateOf(value) !== undefined,
  not_after_today: (value, { today }) => (isoDateOf(value) ?? '') <= today,
  not_before: (value, { rule }) => (isoDateOf(value) ?? '') >= (rule.notBefore ?? ''),
};

const patterns = new Map<string, RegExp>();

export function passesCheck(value: string, context: FieldContext): boolean {
  const check = CHECKS[context.rule.check];
  assertOurs(check !== undefined, `the check "${context.rule.check}" is known`);
  return check(value, context);
}

/** The value as it is stored: a choice by its name, a date as YYYY-MM-DD. For values that pass their checks. */
export function storedForm(value: string, column: ColumnShape): string {
  if (column.choices !== undefined) return choiceOf(value, column) ?? value;
  if (column.checks.includes('date_form')) return isoDateOf(value) ?? value;
  return value.normalize('NFC');
}

function patternOf(rule: RuleShape): RegExp {
  const source = rule.pattern as string;
  let pattern = patterns.get(source);
  if (pattern === undefined) {
    pattern = new RegExp(source, 'u');
    patterns.set(source, pattern);
  }
  return pattern;
}

function choiceOf(value: string, column: ColumnShape): string | undefined {
  const folded = foldHeading(value);
  return Object.entries(column.choices ?? {}).find(
    ([name, aliases]) => foldHeading(name) === folded || aliases.some((alias) => foldHeading(alias) === folded),
  )?.[0];
}

/** 2024-05-31 or 31/05/2024, if the calendar has it; as YYYY-MM-DD. */
function isoDateOf(value: string): string | undefined {
  const iso = /^(\d{2})\/(\d{2})\/(\d{4})$/.exec(value)?.slice(1).reverse().join('-') ?? value;
  if (!/^\d{4}-\d{2}-\d{2}$/.test(iso)) return undefined;
  const date = new Date(`${iso}T00:00:00Z`);
  return Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== iso ? undefined : iso;
}
