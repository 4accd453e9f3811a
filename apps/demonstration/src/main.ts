import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { isCodedError, platformRandom, refusal, systemClock } from '#primitives';
import { demo, SCENARIOS, type Scenario } from './demo.js';
import { LEDGER_ENGINES, type LedgerChoice } from './network/choose-engine.js';
import { start } from './start.js';
import { callDoctor } from './supervisor/call-doctor.js';
import { PLACES } from './supervisor/choose-places.js';
import { programIn, runCommand } from './supervisor/run-command.js';

const USAGE = `Usage: main.js start [--data FOLDER] [--port-base NUMBER] [--ledger embedded|cometbft] [--fresh]
       main.js demo [--scenario path|governance] [--ledger embedded|cometbft]
       main.js config SERVICE
       main.js doctor issuer [--data FOLDER] [--config FILE] [--tenant SLUG] [--language en|fr]
`;

/** dist/apps and the clone's own folder above it: this file is dist/apps/demonstration/src/main.js. */
const appsFolder = fileURLToPath(new URL('../../', import.meta.url));
const root = fileURLToPath(new URL('../../../../', import.meta.url));

/** What differs from a service's defaults: whoever watches should not wait for minutes. */
const cooperation = {
  appsFolder,
  schemasFolder: resolve(root, 'schemas'),
  anchorPeriodSeconds: 5,
  changes: { verifier: { trustRefreshSeconds: 2 } },
};

async function run(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      data: { type: 'string', default: 'data' },
      'port-base': { type: 'string' },
      ledger: { type: 'string' },
      scenario: { type: 'string', default: 'path' },
      fresh: { type: 'boolean', default: false },
      config: { type: 'string' },
      tenant: { type: 'string' },
      language: { type: 'string' },
    },
  });
  const print = (text: string) => void process.stdout.write(`${text}\n`);
  switch (positionals[0] ?? 'start') {
    case 'start':
      return start(
        {
          ...{ ...cooperation, ledger: ledgerOf(values.ledger) },
          ...{ dataFolder: resolve(values.data), portBase: portBaseOf(values['port-base']) },
        },
        stopAsked(),
        { print, clock: systemClock, fresh: values.fresh },
      );
    case 'demo': {
      const ledgerVerifyProgram = resolve(root, 'dist/anchoring/log/src/ledger-verify.main.js');
      const scenario = scenarioOf(values.scenario);
      const parts = { clock: systemClock, random: platformRandom, print };
      const chosen = { ...cooperation, ledger: ledgerOf(values.ledger) };
      return demo({ scenario, cooperation: chosen, ledgerVerifyProgram, ...parts });
    }
    case 'config':
      return printConfiguration(positionals[1], print);
    case 'doctor':
      if (positionals[1] === 'issuer') return callDoctor(appsFolder, { ...values, data: resolve(values.data) });
      process.stderr.write('Name a service: issuer.\n');
      return 2;
    default:
      process.stderr.write(USAGE);
      return 2;
  }
}

function scenarioOf(text: string): Scenario {
  const scenario = SCENARIOS.find((name) => name === text);
  if (scenario !== undefined) return scenario;
  throw refusal('unknown_scenario', `There are the scenarios ${SCENARIOS.join(' and ')}.`);
}

function ledgerOf(text: string | undefined): LedgerChoice {
  const engine = LEDGER_ENGINES.find((name) => name === text);
  if (text !== undefined && engine === undefined) {
    throw refusal('unknown_ledger_engine', `There are the ledger engines ${LEDGER_ENGINES.join(' and ')}.`);
  }
  return { engine, clock: systemClock, random: platformRandom };
}

function portBaseOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const portBase = Number(text);
  if (Number.isInteger(portBase) && portBase >= 0 && portBase <= 65_000) return portBase;
  throw refusal('malformed_port_base', 'The port base is a whole number up to 65000; 0 takes free ports.');
}

async function printConfiguration(service: string | undefined, print: (text: string) => void): Promise<number> {
  const known = PLACES.find((name) => name === service);
  if (known === undefined) {
    process.stderr.write(`Name a service: ${PLACES.join(', ')}.\n`);
    return 2;
  }
  print(await runCommand(programIn(appsFolder, known), ['config']));
  return 0;
}

/** The listeners stay: Ctrl-C comes twice (from the terminal and by way of bootstrap.mjs), and stopping takes a moment. */
function stopAsked(): Promise<void> {
  return new Promise((ask) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => ask());
  });
}

run().then(
  (code) => (process.exitCode = code),
  (error: unknown) => {
    const words = isCodedError(error) ? `${error.code}: ${error.message}` : String((error as Error).stack);
    process.stderr.write(`${words}\n`);
    process.exitCode = 1;
  },
);
