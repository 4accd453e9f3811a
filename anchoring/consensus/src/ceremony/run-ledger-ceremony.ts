import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import {
  decodeBase64url,
  isCodedError,
  parseJson,
  refusal,
  secondsOf,
  type Clock,
  type RandomBytes,
} from '#primitives';
import { genesisDigest } from '#ledger';
import { exitCodeOf, type ExitCode } from '../command/exit-code-of.js';
import { renameDurably } from '../network/sync-folders.js';
import { writeNewFile } from '../network/write-new-file.js';
import { adoptNetwork } from './adopt-network.js';
import { readCeremonyArguments, type CeremonyCommand } from './ceremony-arguments.js';
import { CEREMONY_USAGE } from './ceremony-usage.js';
import { proposePlan } from './ceremony-plan.js';
import { declare } from './declare.js';
import { foundNetwork } from './found-network.js';
import { makeMember } from './make-member.js';
import { MEMBER_FILES, readDeclaration } from './member-folder.js';
import { missingSignOffs, replayCeremony, requireFounded, type Ceremony } from './replay-ceremony.js';
import { signOffShape, type SignOff } from './sign-off.js';
import { checkCeremony, signOffCeremony } from './sign-off-ceremony.js';
import { speakDigest, spellDigest } from './spell-digest.js';
import { appendEntry, beginTranscript, readTranscript, type CeremonyStep, type Transcript } from './transcript.js';

export interface CeremonyProgram {
  args: readonly string[];
  clock: Clock;
  random: RandomBytes;
  print: (line: string) => void;
}

/**
 * One step of a key ceremony, by which members found a network without any of them holding another's key.
 * @returns exit code: 0 done, 1 refused, 2 usage
 */
export function runLedgerCeremony(program: CeremonyProgram): Promise<ExitCode> {
  return exitCodeOf({
    usage: CEREMONY_USAGE,
    print: program.print,
    read: () => readCeremonyArguments(program.args),
    perform: (command) => run(command, program),
  });
}

async function run(command: CeremonyCommand, { clock, random, print }: CeremonyProgram): Promise<void> {
  const now = secondsOf(clock);
  switch (command.step) {
    case 'plan': {
      const plan = proposePlan(command.name, command.origin, now);
      writeOut(command.ceremony, beginTranscript({ step: 'plan', plan }, now));
      print(`${command.ceremony} holds the plan: bring it to every member. Nobody has declared yet.`);
      return;
    }
    case 'keys': {
      const { node } = await makeMember({ ...command, folder: resolve(command.folder), random });
      print(`Keys are made in ${command.folder}; none of them leaves it. The node is ${node.id}.`);
      return;
    }
    case 'declare': {
      const { plan } = replayCeremony(read(command.ceremony));
      await declare(command.folder, plan.name, random);
      print(`Bring ${join(command.folder, MEMBER_FILES.declaration)} to the coordinator.`);
      return;
    }
    case 'collect':
      append(
        command.ceremony,
        now,
        command.declarations.map((path) => declared(path)),
      );
      print(`${command.declarations.length} declarations are in.`);
      return;
    case 'found':
      found(command.ceremony, now);
      printDigest(replayCeremony(read(command.ceremony)), print);
      return;
    case 'check': {
      const ceremony = requireFounded(replayCeremony(read(command.ceremony)));
      checkCeremony(command.folder, ceremony);
      print('Your declaration stands in it unchanged, and the genesis follows from plan and declarations.');
      printDigest(ceremony, print);
      return;
    }
    case 'sign-off': {
      const ceremony = requireFounded(replayCeremony(read(command.ceremony)));
      const signOff = await signOffCeremony(command.folder, ceremony, command.heard);
      writeOut(command.out, signOff);
      print(`Bring ${command.out} to the coordinator.`);
      return;
    }
    case 'seal': {
      const signOffs = command.signOffs.map((path): CeremonyStep => ({ step: 'sign_off', signOff: readSignOff(path) }));
      const ceremony = requireFounded(append(command.ceremony, now, signOffs));
      const missing = missingSignOffs(ceremony).join(', ');
      print(missing === '' ? 'Every member has signed off.' : `Still to sign off: ${missing}.`);
      return;
    }
    case 'adopt': {
      const ceremony = replayCeremony(read(command.ceremony));
      const { node, home } = adoptNetwork({ ...command, ceremony });
      print(`${node.name} is laid out in ${home}.`);
      return;
    }
    case 'verify':
      describe(replayCeremony(read(command.ceremony)), print);
      return;
  }
}

/** Appends what the replay accepts, all or nothing. */
function append(path: string, now: number, steps: readonly CeremonyStep[]): Ceremony {
  const transcript = steps.reduce((before, step) => appendEntry(before, step, now), read(path));
  const ceremony = replayCeremony(transcript);
  rmSync(`${path}.part`, { force: true });
  writeNewFile(`${path}.part`, textOf(transcript), 0o644);
  renameDurably(`${path}.part`, path);
  return ceremony;
}

function found(path: string, now: number): void {
  const { plan, declared } = replayCeremony(read(path));
  const network = foundNetwork(
    plan,
    declared.map(({ declaration }) => declaration),
  );
  append(path, now, [{ step: 'founding', genesis: genesisDigest(network.trust.genesis) }]);
}

function declared(path: string): CeremonyStep {
  return { step: 'declaration', declared: readDeclaration(path) };
}

function describe(ceremony: Ceremony, print: (line: string) => void): void {
  for (const { declaration } of ceremony.declared) {
    const { member, validator, node } = declaration;
    print(`${member.college}: ${member.did}, validator ${validator.publicKey}, node ${node.id}`);
  }
  print(`The ceremony is ${ceremony.state}; everything in it was checked again.`);
  if (ceremony.state !== 'open') printDigest(ceremony, print);
}

function printDigest(ceremony: Ceremony, print: (line: string) => void): void {
  const spelt = spellDigest(decodeBase64url(requireFounded(ceremony).digest));
  print(`Genesis: ${spelt}`);
  print('Read it to each other, every word:');
  for (const line of speakDigest(spelt)) print(`  ${line}`);
}

function read(path: string): Transcript {
  try {
    return readTranscript(readFileSync(path, 'utf8'));
  } catch (cause) {
    if (isCodedError(cause)) throw cause;
    throw refusal('transcript_unreadable', `${path} can't be read.`, { cause });
  }
}

function readSignOff(path: string): SignOff {
  try {
    return signOffShape.parse(parseJson(readFileSync(path, 'utf8')));
  } catch (cause) {
    throw refusal('sign_off_unreadable', `${path} is no sign-off.`, { cause });
  }
}

function writeOut(path: string, content: object): void {
  mkdirSync(dirname(resolve(path)), { recursive: true });
  writeNewFile(path, textOf(content), 0o644);
}

function textOf(content: object): string {
  return `${JSON.stringify(content, undefined, 2)}\n`;
}
