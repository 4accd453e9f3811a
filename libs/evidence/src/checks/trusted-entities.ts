import { z } from 'zod';
import { parseJson } from '#primitives';
import { contentOf } from '../content-of.js';
import { defineEvidenceCheck } from '../evidence-check.js';

const LIMITS = { maxLength: 6 * 1024 * 1024, maxDepth: 8 };
const text = z.string().max(64 * 1024);
const entityShape = z.strictObject({
  ...{ id: text, name: text, list: text, types: z.array(text), anchors: z.array(text) },
  ...{ from: z.number(), until: z.number().nullable(), status: z.enum(['required', 'if_present']) },
  levelOfAssurance: z.enum(['low', 'substantial', 'high']).optional(),
});

/** The list of others than members whose word the verifier took; bound by its digest, and its own choice. */
export const trustedEntities = defineEvidenceCheck({
  item: 'trusted-entities',
  needs: ['parsed', 'inputs'],
  gives: ['trustedEntities'],
  otherwise: 'malformed',
  check({ parsed: { record }, inputs }) {
    const digest = inputs.manifest.trustedEntities;
    const entities =
      digest === null
        ? undefined
        : z.array(entityShape).parse(parseJson(contentOf(inputs, digest, 'trusted_entities'), LIMITS));
    const relied = record.credentials.filter(({ issuerTrust }) => issuerTrust === 'list').map(({ issuer }) => issuer);
    return {
      outcome: 'holds',
      code: relied.length === 0 ? 'ok' : 'own_list',
      reasons: relied,
      given: { trustedEntities: entities },
    };
  },
});
