import { isIPv4 } from 'node:net';
import { parseArgs } from 'node:util';
import { COLLEGES, type College } from '#ledger';
import type { KeyPlace } from '../signer/signer-folder.js';
import type { NetworkToAdopt } from './adopt-network.js';
import { readKeyPlace } from '../signer/signer-arguments.js';

/** What a person asks of `ledger:ceremony`; paths as he wrote them. */
export type CeremonyCommand =
  | { step: 'plan'; ceremony: string; name: string; origin: string }
  | {
      step: 'keys';
      folder: string;
      member: { did: string; name: string; legalId: string; college: College };
      node: { address: string; port: number };
      validatorKey: KeyPlace;
    }
  | { step: 'declare'; folder: string; ceremony: string }
  | { step: 'collect'; ceremony: string; declarations: string[] }
  | { step: 'found'; ceremony: string }
  | { step: 'check'; folder: string; ceremony: string }
  | { step: 'sign-off'; folder: string; ceremony: string; heard: string; out: string }
  | { step: 'seal'; ceremony: string; signOffs: string[] }
  | ({ step: 'adopt'; ceremony: string } & Omit<NetworkToAdopt, 'ceremony'>)
  | { step: 'verify'; ceremony: string };

const DEFAULT_RPC_PORT = 26_657;
const text = { type: 'string' } as const;
const many = { type: 'string', multiple: true } as const;
const OPTIONS = {
  plan: { ceremony: text, name: text, origin: text },
  keys: {
    ...{ folder: text, did: text, name: text, 'legal-id': text, college: text, listen: text },
    ...{ 'token-library': text, 'token-label': text, 'pin-file': text },
  },
  declare: { folder: text, ceremony: text },
  collect: { ceremony: text, declaration: many },
  found: { ceremony: text },
  check: { folder: text, ceremony: text },
  'sign-off': { folder: text, ceremony: text, heard: text, out: text },
  seal: { ceremony: text, 'sign-off': many },
  adopt: { folder: text, ceremony: text, network: text, 'rpc-port': text, 'signer-socket': text, bind: text },
  verify: { ceremony: text },
} as const;

type Values = Partial<Record<string, string | string[]>>;

/** @returns `undefined` where the usage has to be said */
export function readCeremonyArguments(args: readonly string[]): CeremonyCommand | undefined {
  const [step, ...rest] = args;
  if (step === undefined || !Object.hasOwn(OPTIONS, step)) return undefined;
  const known = step as CeremonyCommand['step'];
  try {
    const values = parseArgs({ args: rest, options: OPTIONS[known] }).values as Values;
    if (known === 'keys') return readKeys(values);
    return known === 'adopt' ? readAdopt(values as Partial<Record<string, string>>) : readRest(known, values);
  } catch {
    return undefined;
  }
}

/** Every option of the other steps is wanted. */
function readRest(
  step: Exclude<CeremonyCommand['step'], 'keys' | 'adopt'>,
  values: Values,
): CeremonyCommand | undefined {
  if (Object.keys(OPTIONS[step]).some((name) => values[name] === undefined)) return undefined;
  const { declaration, 'sign-off': signOffs, ...others } = values;
  return {
    step,
    ...others,
    ...(declaration === undefined ? {} : { declarations: declaration }),
    ...(signOffs === undefined ? {} : { signOffs }),
  } as CeremonyCommand;
}

function readAdopt(values: Partial<Record<string, string>>): CeremonyCommand | undefined {
  const {
    folder,
    ceremony,
    network,
    'rpc-port': port = String(DEFAULT_RPC_PORT),
    'signer-socket': signerSocket,
    bind,
  } = values;
  const rpcPort = /^\d{1,5}$/.test(port) ? Number(port) : 0;
  if (folder === undefined || ceremony === undefined || network === undefined) return undefined;
  if (rpcPort < 1 || rpcPort > 65_535 || (bind !== undefined && !isIPv4(bind))) return undefined;
  return { step: 'adopt', folder, ceremony, network, rpcPort, signerSocket, bind };
}

function readKeys(values: Values): CeremonyCommand | undefined {
  const one = (name: string) => values[name] as string;
  if (['folder', 'did', 'name', 'legal-id', 'college', 'listen'].some((name) => values[name] === undefined)) {
    return undefined;
  }
  const college = COLLEGES.find((known) => known === one('college'));
  const [, address = '', port = ''] = /^([0-9.]+):(\d{1,5})$/.exec(one('listen')) ?? [];
  const validatorKey = readKeyPlace(values as Partial<Record<string, string>>);
  if (college === undefined || !isIPv4(address) || validatorKey === undefined) return undefined;
  const member = { did: one('did'), name: one('name'), legalId: one('legal-id'), college };
  return { step: 'keys', folder: one('folder'), member, node: { address, port: Number(port) }, validatorKey };
}
