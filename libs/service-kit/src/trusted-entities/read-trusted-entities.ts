import { z } from 'zod';
import { decodeBase64, isCodedError, outage } from '#primitives';
import { readAuthority, type TrustedEntity } from '#trust';
import { parseDoor } from '../door/index.js';
import { readJsonFile } from '../files/index.js';

const MAX_ENTITIES = 1000;
const PEM = /^\s*-----BEGIN CERTIFICATE-----([\s\S]*)-----END CERTIFICATE-----\s*$/;

const instant = z.iso.datetime({ offset: true }).transform((text) => Math.floor(Date.parse(text) / 1000));
/** As lists publish them: PEM (RFC 7468 §5), or the DER alone in Base 64. */
const certificate = z
  .string()
  .min(1)
  .max(16_384)
  .transform((text) => text.replace(PEM, '$1').replaceAll(/\s/g, ''))
  .refine(isCertificate, 'This is no certificate: PEM, or DER in Base 64, with a key that is supported.');

const entity = z
  .strictObject({
    id: z.string().min(1).max(512),
    name: z.string().min(1).max(200),
    types: z.array(z.string().min(1).max(512)).min(1).max(32),
    anchors: z.array(certificate).max(32).default([]),
    from: instant,
    until: instant.nullable().default(null),
    status: z.enum(['required', 'if_present']).default('required'),
    levelOfAssurance: z.enum(['low', 'substantial', 'high']).optional(),
  })
  .refine(({ id, anchors }) => anchors.length > 0 || id.startsWith('did:'), {
    path: ['anchors'],
    message: 'Who is named by no DID needs a certificate.',
  });

/** A list of trusted entities as a file: whom it names, what each may issue, by which certificates, and since when. */
export const trustedEntitiesFile = z.strictObject({
  format: z.literal('incola-trusted-entities'),
  version: z.literal(1),
  /** Its name, by which evidence tells whose list it was: `eu-pid`, `eu-av`, `own` … */
  list: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,62}$/)
    .describe('Its name in verdicts and evidence.'),
  entities: z.array(entity).max(MAX_ENTITIES),
});

/** As it is written: times are RFC 3339. */
export type TrustedEntitiesFile = z.input<typeof trustedEntitiesFile>;

/**
 * Reads a list of trusted entities. Who says nothing of status is held to one, who says nothing of assurance vouches for none.
 * @throws `trusted_entities_unreadable` (outage): nothing is accepted in place of a list that can't be read
 */
export async function readTrustedEntities(file: string): Promise<TrustedEntity[]> {
  try {
    const { list, entities } = parseDoor(trustedEntitiesFile, await readJsonFile(file), 'malformed_trusted_entities');
    return entities.map(({ levelOfAssurance, ...one }) => ({
      ...{ ...one, list },
      ...(levelOfAssurance === undefined ? {} : { levelOfAssurance }),
    }));
  } catch (cause) {
    throw outage('trusted_entities_unreadable', 'A list of trusted entities cannot be read.', {
      cause,
      privateDetail: file,
    });
  }
}

function isCertificate(text: string): boolean {
  try {
    decodeBase64(text);
    readAuthority(text);
    return true;
  } catch (error) {
    if (isCodedError(error)) return false;
    throw error;
  }
}
