import { existsSync, linkSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { renameDurably, syncFolder } from '../network/sync-folders.js';
import { writeNewFile } from '../network/write-new-file.js';
import { isChunk } from './chunk-digests.js';
import { describeSnapshot, readContents, type SnapshotContents } from './snapshot-contents.js';

const CONTENTS = 'contents.json';
const UNFINISHED = '.part';

/** Where a node's snapshots lie: one folder each, named after its height, which is there whole or not at all. */
export class SnapshotFolder {
  constructor(readonly path: string) {
    mkdirSync(path, { recursive: true, mode: 0o700 });
  }

  /** Heights, the newest first. */
  heights(): number[] {
    const names = readdirSync(this.path).filter((name) => /^\d{1,16}$/.test(name));
    return names.map(Number).sort((first, second) => second - first);
  }

  /** `undefined` where it is gone, or can't be read. */
  contents(height: number): SnapshotContents | undefined {
    try {
      return readContents(readFileSync(join(this.path, `${height}`, CONTENTS)));
    } catch {
      return undefined;
    }
  }

  /** A chunk's bytes, as long as they are what the contents say: damaged ones are sent to nobody. */
  async chunk(height: number, index: number): Promise<Uint8Array | undefined> {
    const contents = this.contents(height);
    const named = [...(contents?.log ?? []), ...(contents?.state ?? [])][index];
    if (named === undefined) return undefined;
    const bytes = await readFile(join(this.path, `${height}`, chunkName(index))).catch(() => undefined);
    if (bytes === undefined) return undefined;
    const kind = index < (contents?.log.length ?? 0) ? 'log' : 'state';
    if (isChunk(kind, bytes, named.digest)) return bytes;
    // Snapshots share the log's chunks, so that the next one is to be made without them.
    for (const one of this.heights()) this.remove(one);
    return undefined;
  }

  /** Bytes of a chunk that is there. */
  chunkSize(height: number, index: number): number {
    return statSync(join(this.path, `${height}`, chunkName(index))).size;
  }

  /** Begins a snapshot, in a folder of another name. */
  begin(height: number): UnfinishedSnapshot {
    const unfinished = join(this.path, `${height}${UNFINISHED}`);
    rmSync(unfinished, { recursive: true, force: true });
    mkdirSync(unfinished, { mode: 0o700 });
    return new UnfinishedSnapshot(this.path, height, unfinished);
  }

  /** All but the newest go, and what a killed process left unfinished. */
  tidy(kept: number): void {
    for (const height of this.heights().slice(kept)) this.remove(height);
    const unfinished = readdirSync(this.path).filter((name) => name.endsWith(UNFINISHED));
    for (const name of unfinished) rmSync(join(this.path, name), { recursive: true, force: true });
  }

  remove(height: number): void {
    rmSync(join(this.path, `${height}`), { recursive: true, force: true });
  }
}

/** A snapshot in the making: chunks in their order, then the contents, then its place. */
export class UnfinishedSnapshot {
  #chunks = 0;

  constructor(
    private readonly parent: string,
    private readonly height: number,
    private readonly path: string,
  ) {}

  add(bytes: Uint8Array): void {
    writeNewFile(join(this.path, chunkName(this.#chunks++)), bytes, 0o600);
  }

  /** Takes the chunk of the same place from another snapshot: the same file under a second name. */
  share(height: number): void {
    const name = chunkName(this.#chunks++);
    linkSync(join(this.parent, `${height}`, name), join(this.path, name));
  }

  finish(contents: SnapshotContents): void {
    writeNewFile(join(this.path, CONTENTS), describeSnapshot(contents).metadata, 0o600);
    syncFolder(this.path);
    const place = join(this.parent, `${this.height}`);
    if (existsSync(place)) rmSync(place, { recursive: true });
    renameDurably(this.path, place);
  }
}

function chunkName(index: number): string {
  return `${index}.chunk`;
}
