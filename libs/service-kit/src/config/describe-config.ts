import { z } from 'zod';
import { environmentName, isSecret, sentenceOf, type ConfigShape } from './config-fields.js';

/**
 * Every field with its sentence, its default and the names that override it; what `npm run config -- issuer` prints.
 * A field without a sentence reads `(no sentence)`, which a test of the app refuses.
 */
export function describeConfig(app: string, shape: ConfigShape): string {
  return Object.entries(shape.shape)
    .map(([field, type]) => {
      const name = environmentName(app, field);
      const source = isSecret(type) ? `${field}File, ${name}_FILE` : `${field}, ${name}`;
      return `${source}\n    ${sentenceOf(type) ?? '(no sentence)'} ${need(type)}`;
    })
    .join('\n');
}

function need(type: z.core.$ZodType): string {
  const unset = z.safeParse(type, undefined);
  if (!unset.success) return 'Required.';
  return unset.data === undefined ? 'Optional.' : `Default: ${JSON.stringify(unset.data)}.`;
}
