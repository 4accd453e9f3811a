import { isCodedError, type CodedError } from '#primitives';
import type { OpenLinks } from '../network/cuttable-links.js';
import { PeerProxies } from '../network/peer-proxies.js';
import { NamespacedLinks } from './namespaced-links.js';
import type { NamespaceRight } from './network-namespace.js';

/** What the links are cut by: what the machine allows, or what whoever runs the drill wants. */
export type LinksWish = 'auto' | 'namespaces' | 'proxies';

export interface LinksChoice {
  wish: LinksWish;
  /** Built main module. */
  holderModule: string;
  /** Two sockets lie here while namespaces are tried. */
  folder: string;
  say: (sentence: string) => void;
}

/** Root does without a user namespace; but root in a container may be allowed one only. */
const RIGHTS: readonly NamespaceRight[] = ['root', 'user namespace'];

/**
 * How the connections of a network are made and cut on this machine: by network namespaces where two can be made, linked and
 * removed again, which is tried when the first network wants to know; else by proxies. Says which, and why.
 * @returns opens links; throws `namespace_refused` (outage) where namespaces are wished for and not allowed
 */
export function linksByTheMachine(choice: LinksChoice): OpenLinks {
  let chosen: Promise<OpenLinks> | undefined;
  return async (links) => {
    chosen ??= choose(choice);
    return (await chosen)(links);
  };
}

async function choose({ wish, holderModule, folder, say }: LinksChoice): Promise<OpenLinks> {
  const found = wish === 'proxies' ? undefined : await tryNamespaces(holderModule, folder);
  if (typeof found === 'string') {
    const right = found === 'root' ? "root's right" : 'user namespaces';
    say(`Connections are cut by network namespaces, made by ${right}.`);
    return (links) => NamespacedLinks.open(links, { right: found, holderModule });
  }
  if (found !== undefined && wish === 'namespaces') throw found;
  say(`Connections are cut by proxies${found === undefined ? ', as was asked.' : `. ${found.message}`}`);
  return (links) => PeerProxies.open(links);
}

/** @returns the right by which they could be made, or why by none */
async function tryNamespaces(holderModule: string, folder: string): Promise<NamespaceRight | CodedError | undefined> {
  let reason: CodedError | undefined;
  // Nothing listens at these ports: that links can be made is tried, and that they are removed.
  const nodes = ['one', 'other'].map((name) => ({ name, port: 1, rpcPort: 0 }));
  for (const right of RIGHTS) {
    try {
      const links = await NamespacedLinks.open({ folder, nodes }, { right, holderModule });
      try {
        links.cut([['one'], ['other']]);
      } finally {
        await links.close();
      }
      return right;
    } catch (error) {
      if (!isCodedError(error)) throw error;
      reason = error;
    }
  }
  return reason;
}
