import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { KeyPlace } from './signer-folder.js';

/** What a person asks of `ledger:signer`; paths as he wrote them. */
export type SignerCommand =
  | { step: 'keys'; folder: string; place: KeyPlace }
  | { step: 'run'; folder: string; trust: string; engine: EngineToFind }
  | { step: 'link'; link: string; engineSocket: string; listen: { address: string; port: number } }
  | { step: 'certificate'; link: string; name: string };

export type EngineToFind =
  { kind: 'socket'; path: string } | { kind: 'link'; host: string; port: number; link: string };

const text = { type: 'string' } as const;
const OPTIONS = {
  keys: { folder: text, 'token-library': text, 'token-label': text, 'pin-file': text },
  run: { folder: text, trust: text, engine: text, node: text, link: text },
  link: { link: text, engine: text, listen: text },
  certificate: { link: text, name: text },
} as const;

type Values = Partial<Record<string, string>>;

const READ: Record<SignerCommand['step'], (values: Values) => SignerCommand | undefined> = {
  keys: ({ folder, ...rest }) => {
    const place = readKeyPlace(rest);
    return folder === undefined || place === undefined ? undefined : { step: 'keys', folder, place };
  },
  run: ({ folder, trust, ...rest }) => {
    const engine = readEngine(rest);
    if (folder === undefined || trust === undefined || engine === undefined) return undefined;
    return { step: 'run', folder, trust, engine };
  },
  link: ({ link, engine, listen }) => {
    const place = readHostAndPort(listen);
    if (link === undefined || engine === undefined || place === undefined) return undefined;
    return { step: 'link', link, engineSocket: engine, listen: { address: place.host, port: place.port } };
  },
  certificate: ({ link, name }) =>
    link === undefined || name === undefined ? undefined : { step: 'certificate', link, name },
};

/** @returns `undefined` where the usage has to be said */
export function readSignerArguments(args: readonly string[]): SignerCommand | undefined {
  const [step, ...rest] = args;
  if (step === undefined || !Object.hasOwn(OPTIONS, step)) return undefined;
  const known = step as SignerCommand['step'];
  try {
    return READ[known](parseArgs({ args: rest, options: OPTIONS[known] }).values as Values);
  } catch {
    return undefined;
  }
}

/** A key in a token is named by three options, and one in a file by none. */
export function readKeyPlace(values: Values): KeyPlace | undefined {
  const { 'token-library': library, 'token-label': tokenLabel, 'pin-file': pinFile } = values;
  if (library === undefined && tokenLabel === undefined && pinFile === undefined) return { kind: 'file' };
  if (library === undefined || tokenLabel === undefined || pinFile === undefined) return undefined;
  // The signer is started elsewhere than the key is made: what it is to find has its whole path.
  return { kind: 'token', library: wholePath(library), tokenLabel, pinFile: resolve(pinFile) };
}

/** A library without a folder is looked for by the system. */
function wholePath(library: string): string {
  return library.includes('/') ? resolve(library) : library;
}

function readEngine({ engine, node, link }: Values): EngineToFind | undefined {
  const place = readHostAndPort(node);
  if (engine !== undefined && node === undefined && link === undefined) return { kind: 'socket', path: engine };
  if (engine !== undefined || place === undefined || link === undefined) return undefined;
  return { kind: 'link', ...place, link };
}

function readHostAndPort(value: string | undefined): { host: string; port: number } | undefined {
  const [, host = '', port = ''] = /^([A-Za-z0-9.-]+):(\d{1,5})$/.exec(value ?? '') ?? [];
  return host !== '' && Number(port) < 65_536 ? { host, port: Number(port) } : undefined;
}
