import { parseArgs } from 'node:util';
import { platformRandom, refusal, systemClock } from '#primitives';
import { closeOnSignal, runCommandLine } from '#service-kit/command-line';
import { describeConfig, processEnvironment } from '#service-kit/config';
import { createLog } from '#service-kit/log';
import { cooperativeConfigShape, loadCooperativeConfig } from './cooperative.config.js';
import type { CooperativeConfig } from './cooperative.config.js';
import { startCooperative } from './start-cooperative.js';
import { startFounding, type CooperativeFounding } from './start-founding.js';

const USAGE = `Usage: main.js [COMMAND] [--config FILE]
  serve                                    runs the service (the default)
  enrol --out FOLDER                       makes our organisations' keys, writes their enrolments
  found --plan FILE --enrolments FOLDER    writes genesis, trust file, certificates, founding transactions
  endorse FILE                             signs founding transactions for our founders
  config                                   prints every field of the configuration
`;

const parts = { clock: systemClock, random: platformRandom };

async function run(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      config: { type: 'string' },
      out: { type: 'string' },
      plan: { type: 'string' },
      enrolments: { type: 'string' },
    },
  });
  const [command = 'serve', file] = positionals;
  if (command === 'config') {
    process.stdout.write(`${describeConfig('cooperative', cooperativeConfigShape)}\n`);
    return;
  }
  const config = loadCooperativeConfig(values.config, processEnvironment());
  if (command === 'serve') await serve(config);
  else await found(config, (founding) => foundingCommand(founding, command, { ...values, file }));
}

async function serve(config: CooperativeConfig): Promise<void> {
  const log = createLog({ service: 'cooperative', level: config.logLevel });
  const service = await startCooperative(config, { ...parts, log });
  process.stdout.write(`cooperative: ${config.publicUrl} (listening on ${service.url})\n`);
  closeOnSignal(() => service.close(), log);
}

async function found(config: CooperativeConfig, work: (founding: CooperativeFounding) => Promise<void>): Promise<void> {
  const founding = await startFounding(config, parts);
  try {
    await work(founding);
  } finally {
    await founding.close();
  }
}

async function foundingCommand(
  founding: CooperativeFounding,
  command: string,
  given: { file?: string | undefined; out?: string; plan?: string; enrolments?: string },
): Promise<void> {
  const { file, out, plan, enrolments } = given;
  if (command === 'enrol' && out !== undefined) {
    for (const written of await founding.enrol(out)) process.stdout.write(`${written}\n`);
  } else if (command === 'found' && plan !== undefined && enrolments !== undefined) {
    process.stdout.write(`${await founding.found(plan, enrolments)}\n`);
  } else if (command === 'endorse' && file !== undefined) {
    await founding.endorse(file);
  } else {
    throw refusal('unknown_command', USAGE);
  }
}

runCommandLine(run);
