import { parseArgs } from 'node:util';
import { platformRandom, refusal, systemClock } from '#primitives';
import { closeOnSignal, runCommandLine } from '#service-kit/command-line';
import { describeConfig, processEnvironment } from '#service-kit/config';
import { createLog } from '#service-kit/log';
import { isMemberAct, MEMBER_ACTS_USAGE, type FoundingCommands } from '#service-kit/organisations';
import { startFounding } from './start-founding.js';
import { setupLinkCommand } from './start-setup.js';
import { loadVerifierConfig, verifierConfigShape, type VerifierConfig } from './verifier.config.js';

const USAGE = `Usage: main.js [COMMAND] [--config FILE]
  serve                      runs the service (the default)
  enrol --out FOLDER         makes the tenants' keys, writes their enrolments
  endorse FILE               signs founding transactions for our founders
  rotate-key access --member SLUG [--out FOLDER | --certificate FILE]
                             has a key followed by another: begins, goes on, or tells
  setup-link TENANT [--role full | minimal]
                             prints a one-time link for a tenant's access key: with all rights, or for a clerk who sees decisions
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
      role: { type: 'string' },
      member: { type: 'string', multiple: true },
    },
  });
  const [command = 'serve', subject, choice] = positionals;
  if (command === 'config') {
    process.stdout.write(`${describeConfig('verifier', verifierConfigShape)}\n`);
    return;
  }
  const config = loadVerifierConfig(values.config, processEnvironment());
  const { out, certificate, member, role } = values;
  if (command === 'serve') await serve(config);
  else if (command === 'enrol' && out !== undefined) await found(config, (founding) => enrol(founding, out));
  else if (command === 'endorse' && subject !== undefined) await found(config, (founding) => founding.endorse(subject));
  else if (command === 'rotate-key' && subject === 'access')
    await found(config, async (founding) => {
      process.stdout.write(`${JSON.stringify(await founding.rotate(member?.[0], { out, certificate }))}\n`);
    });
  else if (isMemberAct(command)) await found(config, (founding) => act(founding, command, [subject, choice], member));
  else if (command === 'setup-link' && subject !== undefined)
    process.stdout.write(`${await setupLinkCommand(config, { slug: subject, role }, parts)}\n`);
  else throw refusal('unknown_command', USAGE);
}

async function serve(config: VerifierConfig): Promise<void> {
  // Loaded where it is wanted: commands begin without the whole service.
  const { startVerifier } = await import('./start-verifier.js');
  const log = createLog({ service: 'verifier', level: config.logLevel });
  const service = await startVerifier(config, { ...parts, log });
  process.stdout.write(`verifier: ${config.publicUrl} (listening on ${service.url})\n`);
  for (const slug of await service.tenantsWithoutKey()) {
    const { link } = await service.createSetupLink(slug);
    process.stdout.write(`verifier: one-time setup link of ${slug}: ${link}\n`);
  }
  closeOnSignal(() => service.close(), log);
}

/** Founding's commands have the keys opened for them, and closed after. */
async function found(config: VerifierConfig, work: (founding: FoundingCommands) => Promise<void>): Promise<void> {
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
