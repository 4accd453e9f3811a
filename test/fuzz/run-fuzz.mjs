// `npm run fuzz -- --seconds 600 [--only cbor,jwe] [--seed 1] [--keep]`: reads neighbours of well-formed inputs for as long as it is
// told, target after target. `--keep` writes inputs that brought a new code, and those that found something, into the corpus.
// The last line is JSON.
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { register } from 'node:module';
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const DEFAULT_SECONDS = 60;
const CONDITION = '--conditions=incola-source';

if (process.execArgv.includes(CONDITION)) {
  await main();
} else {
  const again = [CONDITION, '--no-warnings', fileURLToPath(import.meta.url), ...process.argv.slice(2)];
  process.exitCode = spawnSync(process.execPath, again, { stdio: 'inherit' }).status ?? 1;
}

async function main() {
  register(new URL('../simulation/typescript-loader.mjs', import.meta.url));
  const { fuzz } = await import('./fuzz-target.ts');
  const { FUZZ_TARGETS } = await import('./targets.ts');
  const only = valueOf('--only')?.split(',');
  const targets = FUZZ_TARGETS.filter(({ name }) => only === undefined || only.includes(name));
  if (targets.length === 0)
    throw new Error(`No such target; there are ${FUZZ_TARGETS.map(({ name }) => name).join(', ')}.`);
  const seconds = Number(valueOf('--seconds') ?? DEFAULT_SECONDS);
  const seed = valueOf('--seed') ?? String(Date.now());
  const rounds = {};
  const findings = [];
  for (const target of targets) {
    const until = performance.now() + (seconds * 1000) / targets.length;
    const report = await fuzz(target, seed, () => performance.now() > until);
    rounds[target.name] = report.rounds;
    findings.push(...report.findings);
    console.log(`${target.name}: ${report.rounds} inputs, ${Object.keys(report.codes).length} answers`);
    if (process.argv.includes('--keep'))
      keep(target.name, [...report.novel, ...report.findings.map(({ input }) => input)]);
  }
  for (const { target, round, fault, input } of findings.slice(0, 20)) {
    console.log(`${target}, round ${round} of seed ${seed}: ${fault}\n  ${Buffer.from(input).toString('base64')}`);
  }
  console.log(JSON.stringify({ ok: findings.length === 0, seed, seconds, rounds, findings: findings.length }));
  process.exitCode = findings.length === 0 ? 0 : 1;
}

function keep(target, inputs) {
  const folder = fileURLToPath(new URL(`corpus/${target}/`, import.meta.url));
  mkdirSync(folder, { recursive: true });
  for (const input of inputs) {
    const name = createHash('sha256').update(input).digest('hex').slice(0, 16);
    writeFileSync(`${folder}/${name}.bin`, input);
  }
}

function valueOf(option) {
  const place = process.argv.indexOf(option);
  return place < 0 ? undefined : process.argv[place + 1];
}
