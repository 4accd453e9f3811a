// `npm run screens [-- --out FOLDER]`: every screen and state in both languages, both themes, on a phone and on a laptop, into a
// folder with a contact sheet. The pages' scripts and styles are the built ones; the sources run as they are.
import { spawn } from 'node:child_process';
import { join } from 'node:path';

const program = `
  import { register } from 'node:module';
  register(${JSON.stringify(new URL('../simulation/typescript-loader.mjs', import.meta.url).href)});
  const { makeScreens } = await import(${JSON.stringify(new URL('./make-screens.ts', import.meta.url).href)});
  await makeScreens(process.argv.slice(1));
`;
const flags = ['--conditions=incola-source', '--no-warnings', '--input-type=module', '--eval', program, '--'];
const run = spawn(process.execPath, [...flags, ...process.argv.slice(2)], {
  cwd: join(import.meta.dirname, '..', '..'),
  stdio: 'inherit',
});
run.on('exit', (status) => (process.exitCode = status ?? 1));
