import { readTypeMetadata } from '#credential-types';
import { refusal } from '#primitives';
import { contentOf } from '../content-of.js';
import { defineEvidenceCheck } from '../evidence-check.js';

/** The types' documents as the verifier held them; a credential names its version by digest. */
export const typeMetadata = defineEvidenceCheck({
  item: 'type-metadata',
  needs: ['inputs'],
  gives: ['typeMetadata'],
  otherwise: 'not_valid',
  check({ inputs }) {
    const known = inputs.manifest.typeMetadata.map(({ vct, digest }) => {
      const metadata = readTypeMetadata(contentOf(inputs, digest, 'type_metadata'));
      if (metadata.vct !== vct) throw refusal('type_of_another_name', 'A document is of another type.');
      return metadata;
    });
    return { outcome: 'holds', code: 'ok', given: { typeMetadata: known } };
  },
});
