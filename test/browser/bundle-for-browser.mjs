import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, defaultClientConditions } from 'vite';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/**
 * Bundles one module and all it imports for the browser, with the conditions that choose the browser's branches.
 * @param {string} entry path of the module
 * @returns {Promise<string>} the bundle: one ES module
 */
export async function bundleForBrowser(entry) {
  const result = await build({
    root,
    configFile: false,
    logLevel: 'error',
    resolve: { conditions: ['incola-source', ...defaultClientConditions] },
    build: {
      write: false,
      minify: false,
      target: 'es2022',
      lib: { entry, formats: ['es'] },
      rollupOptions: { external: [] },
    },
  });
  const [bundle] = Array.isArray(result) ? result : [result];
  return bundle.output[0].code;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.stdout.write(await bundleForBrowser(process.argv[2]));
