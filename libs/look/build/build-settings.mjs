import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defaultClientConditions } from 'vite';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..');

/** What every build shares: the portable libs' sources with their browser branches, and Preact's JSX. */
export const shared = {
  root,
  configFile: false,
  logLevel: 'warn',
  resolve: { conditions: ['incola-source', ...defaultClientConditions] },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
};
