import { inflateSync } from 'node:zlib';
import { parseJws } from '#primitives';

/** A status list as the cooperative publishes it. */
export interface PublishedStatus {
  version: number;
  statuses: Uint8Array;
}

export async function readPublishedStatus(uri: string): Promise<PublishedStatus> {
  const response = await fetch(uri);
  if (response.status !== 200) throw new Error(`the status list is not published (HTTP ${response.status})`);
  const { payload } = parseJws(await response.text());
  const { lst } = payload['status_list'] as { lst: string };
  const version = payload['incola_version'] as number;
  return { version, statuses: new Uint8Array(inflateSync(Buffer.from(lst, 'base64url'))) };
}

/** @param idx of a list with one bit a credential (Token Status List §4.1: lowest bit first) */
export function isSet({ statuses }: PublishedStatus, idx: number): boolean {
  return (((statuses[idx >> 3] ?? 0) >> (idx & 7)) & 1) === 1;
}
