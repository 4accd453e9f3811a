// Builds what browsers load: styles and enhancement scripts of the server pages into dist/browser/, the wallet into dist/wallet/.
import { existsSync, readdirSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { shared } from './build-settings.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..');
const WALLET = join(root, 'apps', 'wallet');

async function main() {
  await buildPages();
  if (existsSync(join(WALLET, 'vite.config.mjs'))) {
    await build({ root: WALLET, configFile: join(WALLET, 'vite.config.mjs'), logLevel: 'warn' });
  }
}

/** `apps/verifier/src/hosted-page/hosted-page.client.ts` becomes `dist/browser/verifier/hosted-page.js`; a style likewise. */
async function buildPages() {
  await build({
    ...shared,
    publicDir: false,
    build: {
      outDir: join(root, 'dist', 'browser'),
      emptyOutDir: true,
      target: 'es2022',
      modulePreload: false,
      rollupOptions: {
        input: entries(),
        preserveEntrySignatures: false,
        output: {
          entryFileNames: '[name].js',
          chunkFileNames: 'chunks/[name]-[hash].js',
          assetFileNames: '[name].[ext]',
        },
      },
    },
  });
}

function entries() {
  const found = { look: join(root, 'libs', 'look', 'src', 'look.css') };
  // What pages of several apps share comes from the kit.
  const sources = readdirSync(join(root, 'apps')).map((app) => [app, join(root, 'apps', app, 'src')]);
  for (const [app, source] of [['kit', join(root, 'libs', 'service-kit', 'src')], ...sources]) {
    if (app === 'wallet' || !existsSync(source)) continue;
    for (const entry of readdirSync(source, { recursive: true, withFileTypes: true })) {
      const match = /^(.+?)(?:\.client\.tsx?|\.css)$/.exec(entry.name);
      if (!entry.isFile() || match === null) continue;
      const name = `${app}/${match[1]}`;
      const path = join(entry.parentPath, entry.name);
      if (found[name]) {
        throw new Error(`${relative(root, path)} and ${basename(found[name])} would both be dist/browser/${name}`);
      }
      found[name] = path;
    }
  }
  return found;
}

await main();
