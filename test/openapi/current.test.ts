import { expect, test } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { cooperativeApi } from '../../apps/cooperative/src/cooperative-api.js';
import { verifierApi } from '../../apps/verifier/src/verifier-api.js';
import { issuerApi } from '../../apps/issuer/src/issuer-api.js';

const DOCUMENTS = { issuer: issuerApi, verifier: verifierApi, cooperative: cooperativeApi };

test.each(Object.entries(DOCUMENTS))(
  'schemas/openapi holds what the %s says (else: npm run openapi)',
  async (service, documentOf) => {
    const kept: unknown = JSON.parse(await readFile(`schemas/openapi/${service}.json`, 'utf8'));
    expect(kept).toEqual(documentOf());
  },
);
