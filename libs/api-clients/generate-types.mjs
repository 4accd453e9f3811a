// The types of a client, from an OpenAPI document: `node libs/api-clients/generate-types.mjs FILE` prints them.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import openapiTs, { astToString } from 'openapi-typescript';
import { format, resolveConfig } from 'prettier';

const HEADER = '// Written by `npm run openapi` from schemas/openapi; not by hand.\n';

/** @param {object} document @returns {Promise<string>} a TypeScript module */
export async function clientTypes(document) {
  const types = astToString(await openapiTs(document));
  return format(HEADER + types, { ...(await resolveConfig(fileURLToPath(import.meta.url))), parser: 'typescript' });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.stdout.write(await clientTypes(JSON.parse(readFileSync(process.argv[2], 'utf8'))));
}
