import { z } from 'zod';
import { parseLogLeaf } from '#ledger';
import { decodeBase64url, outage } from '#primitives';
import type { GuardedFetch } from '#service-kit/fetch';
import { namesIn, type LogNames } from './log-names.js';

const PAGE = 256;
/** A refresh reads at most this much of a long log, so that its other work isn't kept waiting. */
const MAX_PAGES = 40;

const pageShape = z.object({ size: z.int().min(0), leaves: z.array(z.string().max(200_000)).max(PAGE) });

/** Reads the public log from where we stopped, so that accredited issuers, their lists and our contracts are known by name. */
export async function followLog(
  genesis: string,
  parts: { cooperativeUrl: string; fetch: GuardedFetch; logNames: LogNames },
): Promise<void> {
  let position = await parts.logNames.position(genesis);
  for (let page = 0; page < MAX_PAGES; page++) {
    const url = `${parts.cooperativeUrl}/api/v1/ledger/entries?start=${position}&count=${PAGE}`;
    const answer = await parts.fetch(url);
    if (answer.status !== 200) throw outage('ledger_unavailable', 'The ledger cannot be reached.');
    const read = pageShape.safeParse(answer.json());
    if (!read.success) throw outage('ledger_unavailable', 'The ledger answered something else.');
    const leaves = read.data.leaves.map((leaf) => parseLogLeaf(decodeBase64url(leaf)));
    const names = leaves.flatMap((leaf) => (leaf.kind === 'ledger_transaction' ? namesIn(leaf.ledgerTransaction) : []));
    if (leaves.length > 0) await parts.logNames.advance(genesis, position + leaves.length, names);
    position += leaves.length;
    if (leaves.length === 0 || position >= read.data.size) return;
  }
}
