import { link, mkdir, open, readFile, stat, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import { encodeBase64url, outage, type RandomBytes } from '#primitives';

/**
 * Writes a file that holds a key: readable by its owner only, complete before it gets its name, durable on return.
 * @returns false where a file of that name exists already (which is left as it is), so that two processes agree on one.
 */
export async function writeSecretFile(file: string, content: string, random: RandomBytes): Promise<boolean> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const unfinished = `${file}.${encodeBase64url(random(9))}.unfinished`;
  const handle = await open(unfinished, 'wx', 0o600);
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
  try {
    await link(unfinished, file);
    return true;
  } catch (error) {
    if (errorNumberOf(error) === 'EEXIST') return false;
    throw error;
  } finally {
    await unlink(unfinished);
    await syncFolder(dirname(file));
  }
}

/**
 * @returns the file's text, or undefined where there is no such file.
 * @throws `key_file_exposed` (outage) where others than its owner may read it
 */
export async function readSecretFile(file: string): Promise<string | undefined> {
  try {
    const { mode } = await stat(file);
    if ((mode & 0o077) !== 0) {
      throw outage('key_file_exposed', 'A key file is open to other users of the machine; set its mode to 0600.', {
        privateDetail: file,
      });
    }
    return await readFile(file, 'utf8');
  } catch (error) {
    if (errorNumberOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** Overwrites a key file with zeros before its name goes, so that the freed blocks of the disk do not keep the key. */
export async function destroySecretFile(file: string): Promise<void> {
  try {
    const handle = await open(file, 'r+');
    try {
      const { size } = await handle.stat();
      await handle.write(new Uint8Array(size), 0, size, 0);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await unlink(file);
    await syncFolder(dirname(file));
  } catch (error) {
    if (errorNumberOf(error) !== 'ENOENT') throw error;
  }
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function errorNumberOf(error: unknown): string | undefined {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : undefined;
}
