import { existsSync } from 'node:fs';
import { refusal, type Clock, type RandomBytes } from '#primitives';
import { exitCodeOf, type ExitCode } from '../command/exit-code-of.js';
import { applicationProgram } from '../network/application-command.js';
import type { EngineEnvironment } from '../network/engine-environment.config.js';
import { findEngine } from '../network/find-engine.js';
import { actAsMember } from './act-as-member.js';
import { changePeers } from './change-peers.js';
import { initNode, readPublicKeys, type PublicNodeKeys } from './init-node.js';
import { joinNetwork } from './join-network.js';
import { readNodeDescription } from './node-description.js';
import { NODE_USAGE, readNodeArguments, type NodeTask } from './node-arguments.js';
import { formatPeerAddress } from './peer-address.js';
import { RunningMemberNode } from './running-member-node.js';

export interface NodeCommand {
  args: readonly string[];
  environment: EngineEnvironment;
  /** Folder of the engine's Go module. */
  moduleFolder: string;
  cacheFolder: string;
  /** The application's built main module. */
  applicationModule: string;
  clock: Clock;
  random: RandomBytes;
  print: (line: string) => void;
  /** Resolves when a person wants the node to end. */
  whenAsked: Promise<void>;
  /** Calls back each time that a person wants the node to read its peers again. */
  onReload: (reload: () => void) => void;
}

/**
 * One member's node: its keys, its ledger, its peers, and its run.
 * @returns exit code: 0 done, or ended as asked, 1 failed, 2 usage
 */
export function runLedgerNode(command: NodeCommand): Promise<ExitCode> {
  return exitCodeOf({
    usage: NODE_USAGE,
    print: command.print,
    read: () => readNodeArguments(command.args),
    perform: (task) => perform(task, command),
  });
}

async function perform(task: NodeTask, command: NodeCommand): Promise<void> {
  const { print, random } = command;
  switch (task.task) {
    case 'init':
      return printKeys(initNode(task.folder, random, task), print);
    case 'join': {
      joinNetwork(task.folder, task.trust, task.description);
      return print(
        `The node is at ${addressOf(task.folder)}. The others list it: npm run ledger:node -- peers --add …`,
      );
    }
    case 'peers': {
      for (const peer of changePeers(task.folder, task)) print(formatPeerAddress(peer));
      return;
    }
    case 'show': {
      printKeys(readPublicKeys(task.folder), print);
      return print(addressOf(task.folder));
    }
    case 'act': {
      const { folder, memberKey, act } = task;
      return print(await actAsMember({ folder, memberKey, clock: command.clock, random }, act));
    }
    case 'engine': {
      const { moduleFolder, cacheFolder, environment } = command;
      const { version, program } = await findEngine({ moduleFolder, cacheFolder, environment, say: print });
      return print(`CometBFT ${version}: ${program}`);
    }
    case 'start':
      return runUntilAsked(task, command);
  }
}

async function runUntilAsked(task: Extract<NodeTask, { task: 'start' }>, command: NodeCommand): Promise<void> {
  const { moduleFolder, cacheFolder, environment, applicationModule, clock, print } = command;
  if (!existsSync(applicationModule)) {
    throw refusal(
      'application_missing',
      `The ledger's application is not built: ${applicationModule} is missing. \`npm run ledger:node\` builds it.`,
    );
  }
  const engine = await findEngine({ moduleFolder, cacheFolder, environment, say: print });
  const application = applicationProgram(applicationModule);
  const { task: _, ...options } = task;
  const running = await RunningMemberNode.start({
    ...options,
    engine: engine.program,
    application,
    clock,
    report: print,
  });
  print(`${running.node.name} runs. RPC of its own service: http://127.0.0.1:${running.node.rpcPort}. Ctrl-C ends it.`);
  // One after the other: a second wish waits until the node is there again.
  let reloading = Promise.resolve();
  command.onReload(() => {
    reloading = reloading
      .then(() => running.reload())
      .then(
        () =>
          print(
            'The node runs with the peers that are listed now. What else node.json says holds from its next start on.',
          ),
        (error: unknown) => print(error instanceof Error ? error.message : 'The node could not start again.'),
      );
  });
  const problem = await Promise.race([command.whenAsked.then(() => undefined), running.whenGivenUp]);
  print('Ending the node …');
  await reloading;
  await running.stop();
  if (problem !== undefined) throw problem;
}

function printKeys({ nodeId, validatorKey }: PublicNodeKeys, print: (line: string) => void): void {
  print(`Node: ${nodeId}`);
  print(
    validatorKey === undefined
      ? "Validator's key: the signer has it"
      : `Validator's key, for the vote: ${validatorKey}`,
  );
}

function addressOf(folder: string): string {
  return formatPeerAddress({ nodeId: readPublicKeys(folder).nodeId, ...readNodeDescription(folder).listen });
}
