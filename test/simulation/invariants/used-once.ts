import { decodeUtf8 } from '#primitives';
import type { Message, Reply } from '../simulated-network.js';
import type { Invariant } from './invariant.js';

/** A code gives one token and a request takes one answer, however often they are sent. */
export function usedOnce(): Invariant {
  const used = new Set<string>();
  const again: string[] = [];
  const note = (what: string, name: string) => {
    if (used.has(name)) again.push(`${what} was accepted twice`);
    used.add(name);
  };
  return {
    name: 'what is for one use is used once',
    watch({ network }) {
      network.onReply(({ method, url, body }: Message, { status }: Reply) => {
        if (method !== 'POST' || status !== 200) return;
        if (url.endsWith('/token')) {
          const code = new URLSearchParams(decodeUtf8(body ?? new Uint8Array())).get('pre-authorized_code');
          note('a pre-authorized code', `code ${code}`);
        } else if (/\/responses\/[^/]+$/.test(url)) note('a presentation request', url);
      });
    },
    afterStep: () => again.splice(0),
  };
}
