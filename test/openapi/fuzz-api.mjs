// `npm run fuzz:api -- --seconds 600`: schemathesis over the three documents for as long as it is told, each service a third of it;
// `--scale full` for an hour.
import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const SECONDS = { small: '600', full: '3600' };
const { scale, seconds = SECONDS[scale] } = parseArgs({
  options: { seconds: { type: 'string' }, scale: { type: 'string', default: 'small' } },
}).values;
if (!Object.hasOwn(SECONDS, scale)) throw new Error('--scale is small or full.');
if (!/^[1-9]\d{0,5}$/.test(seconds)) throw new Error('--seconds wants a whole number of seconds.');
const jest = join(root, 'node_modules', '.bin', 'jest');
const fuzz = spawn(
  process.execPath,
  ['--experimental-vm-modules', '--no-warnings', jest, '--forceExit', 'test/openapi/schemathesis'],
  { cwd: root, stdio: 'inherit', env: { ...process.env, INCOLA_FUZZ_SECONDS: seconds } },
);
fuzz.on('exit', (status) => process.exit(status ?? 1));
