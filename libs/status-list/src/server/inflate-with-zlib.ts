import { promisify } from 'node:util';
import { inflate } from 'node:zlib';
import type { Inflate } from '../status-list.js';

const inflateAsync = promisify(inflate);

/** {@link Inflate} over node:zlib. */
export const inflateWithZlib: Inflate = async (compressed, maxLength) => {
  const unpacked = await inflateAsync(compressed, { maxOutputLength: maxLength });
  return new Uint8Array(unpacked.buffer, unpacked.byteOffset, unpacked.byteLength);
};
