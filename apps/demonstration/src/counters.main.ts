import { parseArgs } from 'node:util';
import { platformRandom, refusal, systemClock } from '#primitives';
import { closeOnSignal, runCommandLine } from '#service-kit/command-line';
import { describeConfig, processEnvironment } from '#service-kit/config';
import { createLog } from '#service-kit/log';
import { countersConfigShape, loadCountersConfig } from './counters/counters.config.js';
import { startCounters } from './counters/start-counters.js';

const USAGE = `Usage: counters.main.js [COMMAND] --config FILE
  serve      the counters of a fictitious bank and city (the default)
  config     prints every field of the configuration
`;

async function run(): Promise<void> {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { config: { type: 'string' } } });
  const [command = 'serve'] = positionals;
  if (command === 'config') {
    process.stdout.write(`${describeConfig('counters', countersConfigShape)}\n`);
    return;
  }
  if (command !== 'serve') throw refusal('unknown_command', USAGE);
  const config = loadCountersConfig(values.config, processEnvironment());
  const log = createLog({ service: 'counters', level: config.logLevel });
  const service = await startCounters(config, { clock: systemClock, random: platformRandom, log });
  process.stdout.write(`counters: ${config.publicUrl} (listening on ${service.url})\n`);
  closeOnSignal(() => service.close(), log);
}

runCommandLine(run);
