import { readLink } from './links/read-link.js';

/** Where in the wallet somebody is. Setup and unlocking are no places: they stand before whichever place was asked for. */
export type Route =
  | { screen: 'home' | 'history' | 'settings' | 'scan' }
  /** `link` is what `readOffer` and `receiveRequest` of `#holder` take; absent where the address carries none. */
  | { screen: 'offer' | 'present'; link: string | undefined }
  | { screen: 'card'; batch: string }
  | { screen: 'history-entry'; id: string };

const PLAIN = { '/': 'home', '/history': 'history', '/settings': 'settings', '/scan': 'scan' } as const;
/** Addresses of the gate, which somebody may have kept: they lead home. */
const GATE = new Set(['/setup', '/unlock']);
const IDENTIFIER = /^\/(card|history)\/([A-Za-z0-9._~-]{1,128})$/;

/**
 * Reads the place from an address. What a link carries stands in the fragment, which no browser sends to a server.
 * @returns `undefined` for an address that is none of ours
 */
export function routeOf(path: string, fragment: string): Route | undefined {
  if (GATE.has(path)) return { screen: 'home' };
  const plain = Object.entries(PLAIN).find(([place]) => place === path);
  if (plain !== undefined) return { screen: plain[1] };
  if (path === '/offer' || path === '/present') {
    const read = readLink(`${path}${fragment}`);
    const kind = path === '/offer' ? 'offer' : 'request';
    return { screen: path === '/offer' ? 'offer' : 'present', link: read?.kind === kind ? read.link : undefined };
  }
  const [, room, id = ''] = IDENTIFIER.exec(path) ?? [];
  if (room === 'card') return { screen: 'card', batch: id };
  return room === 'history' ? { screen: 'history-entry', id } : undefined;
}
