// Builds the app into dist/wallet, then the service worker, which gets the list of what was built.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, defineConfig } from 'vite';
import { shared } from '../../libs/look/build/build-settings.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '..', '..');
const outDir = join(root, 'dist', 'wallet');
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

/** Every file of the app with one digest over all: any change is another version. */
function whatWasBuilt() {
  const files = readdirSync(outDir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== 'service-worker.js')
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  const digest = createHash('sha256');
  for (const file of files) digest.update(relative(outDir, file)).update('\0').update(readFileSync(file));
  const paths = files.map((file) => `/${relative(outDir, file).split(sep).join('/')}`);
  return { version: digest.digest('hex').slice(0, 16), paths };
}

const serviceWorker = {
  name: 'incola-service-worker',
  apply: 'build',
  async closeBundle() {
    const built = whatWasBuilt();
    await build({
      ...shared,
      root: here,
      publicDir: false,
      define: { PRECACHED_PATHS: JSON.stringify(built.paths), APP_VERSION: JSON.stringify(built.version) },
      build: {
        outDir,
        emptyOutDir: false,
        target: 'es2022',
        rollupOptions: {
          input: join(here, 'src', 'service-worker', 'service-worker.ts'),
          output: { format: 'iife', entryFileNames: 'service-worker.js' },
        },
      },
    });
  },
};

export default defineConfig({
  ...shared,
  root: here,
  publicDir: join(here, 'public'),
  define: { APP_VERSION: JSON.stringify(version) },
  plugins: [serviceWorker],
  worker: { format: 'es' },
  build: {
    outDir,
    emptyOutDir: true,
    target: 'es2022',
    // Its helper would put scripts into the page by address, which our policy for script addresses refuses.
    modulePreload: { polyfill: false },
    // The policy allows no style in the page itself, and pictures only as files.
    assetsInlineLimit: 0,
    cssCodeSplit: false,
    rollupOptions: {
      // A front door names a whole lib; what nobody uses of it is left out, since our modules do nothing by being loaded.
      treeshake: { moduleSideEffects: (id) => !id.includes('/libs/') || id.endsWith('.css') },
      // A schema asks when it is made how zod is configured: that is said in zod's own chunk, which runs before whatever uses it.
      output: { codeSplitting: { groups: [{ name: 'zod', test: /node_modules\/zod\/|shell\/no-code-from-text/ }] } },
    },
  },
});
