import { parseArgs } from 'node:util';
import { platformRandom, refusal, systemClock } from '#primitives';
import { closeOnSignal, runCommandLine } from '#service-kit/command-line';
import { describeConfig, processEnvironment } from '#service-kit/config';
import { createLog } from '#service-kit/log';
import { isMemberAct, MEMBER_ACTS_USAGE } from '#service-kit/organisations';
import { cooperativeConfigShape, loadCooperativeConfig } from './cooperative.config.js';
import type { CooperativeConfig } from './cooperative.config.js';
import { startFounding, type CooperativeFounding } from './start-founding.js';

const USAGE = `Usage: main.js [COMMAND] [--config FILE]
  serve                                    runs the service (the default)
  enrol --out FOLDER                       makes our organisations' keys, writes their enrolments
  found --plan FILE --enrolments FOLDER    writes genesis, trust file, certificates, founding transactions
  endorse FILE                             signs founding transactions for our founders
  prepare-issuer ENROLMENT --may-issue VCT --out FOLDER
                                           certifies a new utility, writes what its admission and accreditation propose
  certify-key REQUEST --out FOLDER         certifies the key by which a member has its present one followed
${MEMBER_ACTS_USAGE}  config                                   prints every field of the configuration
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
      member: { type: 'string', multiple: true },
      'may-issue': { type: 'string', multiple: true },
    },
  });
  const [command = 'serve', file, choice] = positionals;
  if (command === 'config') {
    process.stdout.write(`${describeConfig('cooperative', cooperativeConfigShape)}\n`);
    return;
  }
  const config = loadCooperativeConfig(values.config, processEnvironment());
  if (command === 'serve') await serve(config);
  else
    await found(config, (founding) =>
      foundingCommand(founding, command, { ...values, mayIssue: values['may-issue'], file, choice }),
    );
}

async function serve(config: CooperativeConfig): Promise<void> {
  // Loaded where it is wanted: commands begin without the whole service.
  const { startCooperative } = await import('./start-cooperative.js');
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

interface GivenToCommand {
  file?: string | undefined;
  choice?: string | undefined;
  out?: string | undefined;
  plan?: string | undefined;
  enrolments?: string | undefined;
  member?: string[] | undefined;
  mayIssue?: string[] | undefined;
}

async function foundingCommand(founding: CooperativeFounding, command: string, given: GivenToCommand): Promise<void> {
  const { file, choice, out, plan, enrolments, member, mayIssue } = given;
  if (command === 'enrol' && out !== undefined) {
    for (const written of await founding.enrol(out)) process.stdout.write(`${written}\n`);
  } else if (command === 'found' && plan !== undefined && enrolments !== undefined) {
    process.stdout.write(`${await founding.found(plan, enrolments)}\n`);
  } else if (command === 'endorse' && file !== undefined) {
    await founding.endorse(file);
  } else if (command === 'prepare-issuer' && file !== undefined && mayIssue !== undefined && out !== undefined) {
    for (const written of await founding.prepareIssuer({ enrolment: file, mayIssue, out })) {
      process.stdout.write(`${written}\n`);
    }
  } else if (command === 'certify-key' && file !== undefined && out !== undefined) {
    process.stdout.write(`${await founding.certifyKey(file, out)}\n`);
  } else if (isMemberAct(command)) {
    for (const slug of member ?? ['']) {
      process.stdout.write(`${JSON.stringify(await founding.act(command, [file, choice], slug))}\n`);
    }
  } else {
    throw refusal('unknown_command', USAGE);
  }
}

runCommandLine(run);
