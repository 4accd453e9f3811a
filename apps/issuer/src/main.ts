import { parseArgs } from 'node:util';
import { isLocale } from '#look';
import { platformRandom, refusal, systemClock } from '#primitives';
import { closeOnSignal, runCommandLine } from '#service-kit/command-line';
import { describeConfig, processEnvironment } from '#service-kit/config';
import { createLog } from '#service-kit/log';
import { isMemberAct, MEMBER_ACTS_USAGE, type FoundingCommands } from '#service-kit/organisations';
import { reportFindings } from './doctor/report-findings.js';
import { startFounding } from './start-founding.js';
import { setupLinkCommand } from './start-setup.js';
import { loadIssuerConfig, issuerConfigShape, type IssuerConfig } from './issuer.config.js';

const USAGE = `Usage: main.js [COMMAND] [--config FILE]
  serve                      runs the service (the default)
  enrol --out FOLDER         makes the tenants' keys, writes their enrolments
  endorse FILE               signs founding transactions for our founders
  rotate-key issuing --member SLUG [--out FOLDER | --certificate FILE]
                             has a key followed by another: begins, goes on, or tells
  doctor [--tenant SLUG] [--language en|fr]
                             says why a wallet or a verifier would not trust this issuer
  setup-link TENANT          prints a one-time link for a tenant's API key
${MEMBER_ACTS_USAGE}  config                     prints every field of the configuration
`;

const parts = { clock: systemClock, random: platformRandom };

async function run(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      config: { type: 'string' },
      out: { type: 'string' },
      certificate: { type: 'string' },
      tenant: { type: 'string' },
      language: { type: 'string', default: 'en' },
      member: { type: 'string', multiple: true },
    },
  });
  const [command = 'serve', subject, choice] = positionals;
  if (command === 'config') {
    process.stdout.write(`${describeConfig('issuer', issuerConfigShape)}\n`);
    return;
  }
  if (command === 'doctor') return doctor(values);
  const config = loadIssuerConfig(values.config, processEnvironment());
  const { out, certificate, member } = values;
  if (command === 'serve') await serve(config);
  else if (command === 'enrol' && out !== undefined) await found(config, (founding) => enrol(founding, out));
  else if (command === 'endorse' && subject !== undefined) await found(config, (founding) => founding.endorse(subject));
  else if (command === 'rotate-key' && subject === 'issuing')
    await found(config, async (founding) => {
      process.stdout.write(`${JSON.stringify(await founding.rotate(member?.[0], { out, certificate }))}\n`);
    });
  else if (isMemberAct(command)) await found(config, (founding) => act(founding, command, [subject, choice], member));
  else if (command === 'setup-link' && subject !== undefined)
    process.stdout.write(`${await setupLinkCommand(config, subject, parts)}\n`);
  else throw refusal('unknown_command', USAGE);
}

async function doctor(given: { config?: string; tenant?: string; language: string }): Promise<void> {
  const { runDoctor } = await import('./start-doctor.js');
  const findings = await runDoctor(() => loadIssuerConfig(given.config, processEnvironment()), { ...parts, ...given });
  const { text, ok } = reportFindings(findings, isLocale(given.language) ? given.language : 'en');
  process.stdout.write(`${text}\n`);
  if (!ok) process.exitCode = 1;
}

async function serve(config: IssuerConfig): Promise<void> {
  // Loaded where it is wanted: commands begin without the whole service.
  const { startIssuer } = await import('./start-issuer.js');
  const log = createLog({ service: 'issuer', level: config.logLevel });
  const service = await startIssuer(config, { ...parts, log });
  process.stdout.write(`issuer: ${config.publicUrl} (listening on ${service.url})\n`);
  for (const { tenantId, link } of service.setupLinks) {
    process.stdout.write(`issuer: one-time setup link of ${tenantId}: ${link}\n`);
  }
  closeOnSignal(() => service.close(), log);
}

/** Founding's commands have the keys opened for them, and closed after. */
async function found(config: IssuerConfig, work: (founding: FoundingCommands) => Promise<void>): Promise<void> {
  const founding = await startFounding(config, parts);
  try {
    await work(founding);
  } finally {
    await founding.close();
  }
}

/** For each of the named organisations in turn. */
async function act(
  founding: FoundingCommands,
  command: string,
  words: readonly (string | undefined)[],
  slugs: readonly string[] = [''],
): Promise<void> {
  for (const slug of slugs) process.stdout.write(`${JSON.stringify(await founding.act(command, words, slug))}\n`);
}

async function enrol(founding: FoundingCommands, folder: string): Promise<void> {
  for (const file of await founding.enrol(folder)) process.stdout.write(`${file}\n`);
}

runCommandLine(run);
