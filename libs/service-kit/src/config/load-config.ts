import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { z } from 'zod';
import { CodedError, isCodedError, parseJsonObject } from '#primitives';
import { environmentName, isSecret, type ConfigShape } from './config-fields.js';

export type ConfigEnvironment = Readonly<Record<string, string | undefined>>;

export interface ConfigSource<Shape extends ConfigShape> {
  /** The app's name as it stands in the environment variables: `issuer` → `INCOLA_ISSUER_…`. */
  app: string;
  shape: Shape;
  /** The JSON file; without one, environment and defaults must do. */
  file?: string | undefined;
  environment: ConfigEnvironment;
}

/**
 * Reads the one configuration object of an app: the file, overridden field by field by the environment. A field may also be
 * read from a file of its own (`databaseUrlFile`, `…_DATABASE_URL_FILE`); a secret must be.
 * @throws `invalid_configuration` with every problem, one a line; values are not repeated
 */
export function loadConfig<Shape extends ConfigShape>(source: ConfigSource<Shape>): z.infer<Shape> {
  const problems: string[] = [];
  const given = readFile(source.file, problems);
  const values: Record<string, unknown> = {};
  for (const [field, shape] of Object.entries(source.shape.shape)) {
    const value = valueOf(field, shape, given, source, problems);
    if (value !== undefined) values[field] = value;
  }
  noteUnknownNames(source, given, problems);
  const parsed = source.shape.safeParse(values);
  if (!parsed.success) {
    problems.push(...parsed.error.issues.map((issue) => `${issue.path.join('.') || source.app}: ${issue.message}`));
  }
  if (problems.length > 0 || !parsed.success) {
    throw new CodedError('invalid_configuration', `The configuration is not complete:\n- ${problems.join('\n- ')}`);
  }
  return parsed.data;
}

function readFile(file: string | undefined, problems: string[]): Record<string, unknown> {
  if (file === undefined) return {};
  try {
    return parseJsonObject(readFileSync(file, 'utf8'));
  } catch (error) {
    problems.push(isCodedError(error) ? `The file: ${error.message}` : 'The file cannot be read.');
    return {};
  }
}

function valueOf(
  field: string,
  shape: z.core.$ZodType,
  given: Record<string, unknown>,
  source: ConfigSource<ConfigShape>,
  problems: string[],
): unknown {
  const name = environmentName(source.app, field);
  const fromEnvironment = source.environment[name];
  const secretField = isSecret(shape);
  if (secretField && (fromEnvironment !== undefined || field in given)) {
    problems.push(`${field}: a secret is given as a file only (${field}File or ${name}_FILE).`);
    return undefined;
  }
  if (fromEnvironment !== undefined) return readText(shape, fromEnvironment);
  const own = source.shape.shape;
  const file = source.environment[`${name}_FILE`] ?? (`${field}File` in own ? undefined : given[`${field}File`]);
  if (typeof file !== 'string') return given[field];
  try {
    const path = source.file === undefined ? file : resolve(dirname(source.file), file);
    return readText(shape, readFileSync(path, 'utf8').trim());
  } catch {
    problems.push(`${field}: its file cannot be read.`);
    return undefined;
  }
}

/** A text stands for itself where the field takes it, and otherwise for the JSON it spells (`4001`, `true`, `["a"]`). */
function readText(shape: z.core.$ZodType, text: string): unknown {
  if (z.safeParse(shape, text).success) return text;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

/** A misspelt name would otherwise be a setting that silently does nothing. */
function noteUnknownNames(source: ConfigSource<ConfigShape>, given: Record<string, unknown>, problems: string[]): void {
  const fields = Object.keys(source.shape.shape);
  const members = new Set(fields.flatMap((field) => [field, `${field}File`]));
  for (const member of Object.keys(given)) if (!members.has(member)) problems.push(`${member}: no such field.`);
  const names = new Set(fields.flatMap((field) => environmentName(source.app, field)).flatMap((n) => [n, `${n}_FILE`]));
  const prefix = environmentName(source.app, '');
  for (const name of Object.keys(source.environment)) {
    if (name.startsWith(prefix) && !names.has(name)) problems.push(`${name}: no such field.`);
  }
}
