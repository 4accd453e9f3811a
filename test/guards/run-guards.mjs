// `npm run test:guards`: takes each check out of the verification list in turn and expects named tests to fail. Runs the
// scenario table in one process (guards.test.ts) and says per check which scenarios noticed.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const scratch = mkdtempSync(join(tmpdir(), 'incola-guards-'));
const report = join(scratch, 'report.json');
const startedAt = performance.now();

const jest = ['--experimental-vm-modules', join(root, 'node_modules', 'jest', 'bin', 'jest.js')];
const run = spawnSync(
  process.execPath,
  [...jest, '--runInBand', '--silent', '--json', `--outputFile=${report}`, 'test/guards/guards.test.ts'],
  { cwd: root, encoding: 'utf8' },
);

let ok = run.status === 0;
let checks = 0;
try {
  const { testResults } = JSON.parse(readFileSync(report, 'utf8'));
  for (const [check, results] of groupByCheck(testResults[0].assertionResults)) {
    checks++;
    const taken = results.filter(({ title }) => title.startsWith('taken out, it is missed by: '));
    const noticed = taken.filter(({ status }) => status === 'passed');
    console.log(`${check}: taken out, ${noticed.length} of ${taken.length} named tests fail`);
    for (const { title } of noticed) console.log(`  - ${title.slice('taken out, it is missed by: '.length)}`);
    for (const { title, failureMessages } of results.filter(({ status }) => status !== 'passed')) {
      console.log(`  NOT NOTICED: ${title}\n${failureMessages.join('\n').split('\n').slice(0, 12).join('\n')}`);
    }
    if (noticed.length === 0) ok = false;
  }
} catch {
  process.stdout.write(run.stderr);
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
if (checks === 0) ok = false;
console.log(JSON.stringify({ ok, checks, seconds: Math.round((performance.now() - startedAt) / 100) / 10 }));
process.exitCode = ok ? 0 : 1;

function groupByCheck(results) {
  const groups = new Map();
  for (const result of results) {
    const [check] = result.ancestorTitles;
    groups.set(check, [...(groups.get(check) ?? []), result]);
  }
  return groups;
}
