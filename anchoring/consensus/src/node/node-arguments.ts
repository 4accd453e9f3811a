import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { PeerPlace } from '../network/engine-configuration.js';
import { isBallotChoice, type MemberAct } from './act-as-member.js';
import type { MemberNodeToRun } from './running-member-node.js';
import type { NodeDescription } from './node-description.js';
import { parsePeerAddress, parsePlace } from './peer-address.js';

export const NODE_USAGE = `Usage: npm run ledger:node -- TASK [--folder data/ledger-node] …
  init [--signer]                 makes the node's keys; with --signer, the validator's key is the signer's
  join --trust trust.json --listen 192.0.2.7:26656 --peer ID@192.0.2.8:26656 [--peer …] [--name my-node]
       [--rpc-port 26657] [--signer-socket /path]
  peers [--add ID@192.0.2.9:26656]… [--remove ID]…   lists the peers; a running node hears of changes by SIGHUP
  engine                          finds CometBFT, or builds it, and says where it is
  propose --member-key member_key.json --proposal FILE
  vote --member-key member_key.json --proposal ID --choice yes|no|abstain
  close --member-key member_key.json --proposal ID    the member acts by its node, which runs
  show                            the public keys and the address to tell the others
  start [--state-sync http://192.0.2.8:26680]… [--attestation attestation.json] [--light-blocks 192.0.2.7:26680]`;

const DEFAULT_RPC_PORT = 26_657;

export type NodeTask = { folder: string } & (
  | { task: 'init'; hasSigner: boolean }
  | { task: 'join'; trust: string; description: NodeDescription }
  | { task: 'peers'; add: PeerPlace[]; remove: string[] }
  | { task: 'show' }
  | { task: 'engine' }
  | { task: 'act'; memberKey: string; act: MemberAct }
  | ({ task: 'start' } & Pick<MemberNodeToRun, 'stateSync' | 'attestation' | 'lightBlocks'>)
);

type Values = ReturnType<typeof parse>['values'];

/** @returns `undefined` where usage helps @throws `malformed_address` */
export function readNodeArguments(args: readonly string[]): NodeTask | undefined {
  let parsed: ReturnType<typeof parse>;
  try {
    parsed = parse(args);
  } catch {
    return undefined;
  }
  const { values, positionals } = parsed;
  const [task, ...more] = positionals;
  const allowed = task === undefined || more.length > 0 ? undefined : OPTIONS[task];
  if (allowed === undefined || Object.keys(values).some((name) => name !== 'folder' && !allowed.includes(name))) {
    return undefined;
  }
  return taskOf(task ?? '', resolve(values.folder), values);
}

/** What each task may be told. */
const OPTIONS: Readonly<Record<string, readonly string[]>> = {
  init: ['signer'],
  join: ['trust', 'listen', 'peer', 'name', 'rpc-port', 'signer-socket'],
  peers: ['add', 'remove'],
  show: [],
  engine: [],
  propose: ['member-key', 'proposal'],
  vote: ['member-key', 'proposal', 'choice'],
  close: ['member-key', 'proposal'],
  start: ['state-sync', 'attestation', 'light-blocks'],
};

function taskOf(task: string, folder: string, values: Values): NodeTask | undefined {
  switch (task) {
    case 'init':
      return { task, folder, hasSigner: values.signer ?? false };
    case 'join':
      return joinTask(folder, values);
    case 'peers':
      return { task, folder, add: (values.add ?? []).map(parsePeerAddress), remove: values.remove ?? [] };
    case 'show':
    case 'engine':
      return { task, folder };
    case 'propose':
    case 'vote':
    case 'close':
      return actTask(task, folder, values);
    default: {
      const { 'state-sync': stateSync, attestation, 'light-blocks': lightBlocks } = values;
      return {
        task: 'start',
        folder,
        ...(stateSync === undefined ? {} : { stateSync }),
        ...(attestation === undefined ? {} : { attestation: resolve(attestation) }),
        ...(lightBlocks === undefined ? {} : { lightBlocks: parsePlace(lightBlocks) }),
      };
    }
  }
}

function actTask(task: MemberAct['act'], folder: string, values: Values): NodeTask | undefined {
  const { 'member-key': memberKey, proposal, choice } = values;
  if (memberKey === undefined || proposal === undefined) return undefined;
  const acts = (act: MemberAct) => ({ task: 'act', folder, memberKey: resolve(memberKey), act }) as const;
  if (task === 'propose') return acts({ act: task, file: resolve(proposal) });
  if (task === 'close') return acts({ act: task, proposal });
  return isBallotChoice(choice) ? acts({ act: task, proposal, choice }) : undefined;
}

function joinTask(folder: string, values: Values): NodeTask | undefined {
  const { trust, listen, peer, name = 'member-node', 'signer-socket': signerSocket } = values;
  const rpcPort = Number(values['rpc-port'] ?? DEFAULT_RPC_PORT);
  if (trust === undefined || listen === undefined || peer === undefined) return undefined;
  const description: NodeDescription = {
    format: 'incola-node',
    version: 1,
    name,
    listen: parsePlace(listen),
    rpcPort,
    peers: peer.map(parsePeerAddress),
    ...(signerSocket === undefined ? {} : { signerSocket: resolve(signerSocket) }),
  };
  return { task: 'join', folder, trust: resolve(trust), description };
}

function parse(args: readonly string[]) {
  const text = { type: 'string' } as const;
  const texts = { type: 'string', multiple: true } as const;
  return parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      folder: { ...text, default: join('data', 'ledger-node') },
      ...{ signer: { type: 'boolean' as const }, trust: text, listen: text, peer: texts, name: text },
      ...{ 'rpc-port': text, 'signer-socket': text, add: texts, remove: texts },
      ...{ 'member-key': text, proposal: text, choice: text },
      ...{ 'state-sync': texts, attestation: text, 'light-blocks': text },
    },
  });
}
