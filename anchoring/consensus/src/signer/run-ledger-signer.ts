import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Clock, RandomBytes } from '#primitives';
import { cometbftChainId, parseTrustFile } from '#ledger';
import { answerWith } from './answer-engine.js';
import { exitCodeOf, type ExitCode } from '../command/exit-code-of.js';
import { createLinkCertificate } from './create-link-certificate.js';
import { createSigner } from './create-signer.js';
import { keepConnected } from './keep-connected.js';
import { readLinkIdentity } from './link-identity.js';
import { openSigner } from './open-signer.js';
import { openSignerLink } from './signer-link.js';
import { readSignerArguments, type SignerCommand } from './signer-arguments.js';

const USAGE = `Usage: npm run ledger:signer -- STEP, where STEP is one of
  keys --folder DIR [--token-library FILE --token-label NAME --pin-file FILE]
      makes the validator's key and the state that says it has signed nothing
  run --folder DIR --trust FILE --engine SOCKET
      signs for the engine on this machine
  run --folder DIR --trust FILE --node HOST:PORT --link DIR
      signs for the engine on another machine, over the link
  link --link DIR --engine SOCKET --listen ADDRESS:PORT
      the node's end of the link
  certificate --link DIR --name NAME
      makes the key and the certificate of one end of the link`;

export interface SignerProgram {
  args: readonly string[];
  clock: Clock;
  random: RandomBytes;
  print: (line: string) => void;
  stop: AbortSignal;
}

/**
 * The validator's key off the node: makes it, and signs with it until somebody ends it.
 * @returns exit code: 0 done or ended as asked, 1 failed, 2 usage
 */
export function runLedgerSigner(program: SignerProgram): Promise<ExitCode> {
  return exitCodeOf({
    usage: USAGE,
    print: program.print,
    read: () => readSignerArguments(program.args),
    perform: (command) => run(command, program),
  });
}

async function run(command: SignerCommand, program: SignerProgram): Promise<void> {
  const { clock, random, print } = program;
  switch (command.step) {
    case 'keys': {
      const { publicKey } = await createSigner(resolve(command.folder), command.place, random);
      print(`The validator's public key is ${publicKey}. ${command.folder} holds its state: never restore it.`);
      return;
    }
    case 'certificate':
      await createLinkCertificate(resolve(command.link), command.name, clock(), random);
      print(`Bring ${command.link}/link.crt to the other end, as peer.crt.`);
      return;
    case 'link':
      return runLink(command, program);
    case 'run':
      return runSigner(command, program);
  }
}

async function runLink(
  { link, engineSocket, listen }: SignerCommand & { step: 'link' },
  { print, stop }: SignerProgram,
): Promise<void> {
  const open = await openSignerLink({ engineSocket, listen, identity: readLinkIdentity(link), report: print });
  print(`The link awaits the signer on ${listen.address}:${open.port}.`);
  await whenStopped(stop);
  await open.close();
}

async function runSigner(
  { folder, trust, engine }: SignerCommand & { step: 'run' },
  { random, print, stop }: SignerProgram,
): Promise<void> {
  const { genesis } = parseTrustFile(await readFile(trust, 'utf8'));
  const opened = openSigner(resolve(folder), cometbftChainId(genesis), random);
  const { signer } = opened;
  try {
    const { mark } = signer;
    print(
      `Signs for ${signer.chainId}; ${mark === null ? 'nothing was signed yet' : `last at height ${mark.height}`}.`,
    );
    const place = engine.kind === 'socket' ? engine : { ...engine, identity: readLinkIdentity(engine.link) };
    await keepConnected(
      place,
      answerWith(signer, ({ code, message }) => print(`${code}: ${message}`)),
      print,
      stop,
    );
  } finally {
    await opened.close();
  }
}

function whenStopped(stop: AbortSignal): Promise<void> {
  if (stop.aborted) return Promise.resolve();
  return new Promise((resolve) => stop.addEventListener('abort', () => resolve(), { once: true }));
}
