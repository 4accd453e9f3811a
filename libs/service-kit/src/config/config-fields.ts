import { z } from 'zod';

/** A configuration object: every field has a sentence (`.describe()`), given before `.default()` or after it. */
export type ConfigShape = z.ZodObject<Readonly<Record<string, z.ZodType>>>;

/** `publicUrl` of the issuer is overridden by `INCOLA_ISSUER_PUBLIC_URL`. */
export function environmentName(app: string, field: string): string {
  const screaming = (name: string) =>
    name
      .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
      .replaceAll('-', '_')
      .toUpperCase();
  return `INCOLA_${screaming(app)}_${screaming(field)}`;
}

/** A text that is given as a file only: `<field>File` in the configuration file, `<FIELD>_FILE` in the environment. */
export function secret(sentence: string): z.ZodString {
  return z.string().min(1).describe(sentence).meta({ secret: true });
}

/** Looks through `.default()`, `.optional()` and their like. */
function metadataOf(field: z.core.$ZodType, name: 'description' | 'secret'): unknown {
  const own = z.globalRegistry.get(field)?.[name];
  if (own !== undefined) return own;
  const inner = (field._zod.def as { innerType?: z.core.$ZodType }).innerType;
  return inner && metadataOf(inner, name);
}

export function isSecret(field: z.core.$ZodType): boolean {
  return metadataOf(field, 'secret') === true;
}

export function sentenceOf(field: z.core.$ZodType): string | undefined {
  const description = metadataOf(field, 'description');
  return typeof description === 'string' ? description : undefined;
}
