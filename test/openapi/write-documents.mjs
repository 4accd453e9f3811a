// `npm run openapi`: writes what the built services say of themselves into schemas/openapi/, and the clients' types.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { clientTypes } from '../../libs/api-clients/generate-types.mjs';
import { format, resolveConfig } from 'prettier';
import { cooperativeApi } from '../../dist/apps/cooperative/src/cooperative-api.js';
import { verifierApi } from '../../dist/apps/verifier/src/verifier-api.js';
import { issuerApi } from '../../dist/apps/issuer/src/issuer-api.js';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const folder = join(root, 'schemas', 'openapi');
const DOCUMENTS = { issuer: issuerApi, verifier: verifierApi, cooperative: cooperativeApi };

mkdirSync(folder, { recursive: true });
for (const [service, documentOf] of Object.entries(DOCUMENTS)) {
  const file = join(folder, `${service}.json`);
  writeFileSync(file, await format(JSON.stringify(documentOf()), { ...(await resolveConfig(file)), parser: 'json' }));
  const types = join('libs', 'api-clients', 'src', 'generated', `${service}-api.ts`);
  writeFileSync(join(root, types), await clientTypes(documentOf()));
  process.stdout.write(`wrote schemas/openapi/${service}.json and ${types}\n`);
}
