import { z } from 'zod';
import { outage } from '#primitives';
import { parseDoor } from '../door/index.js';
import { readJsonFile } from '../files/index.js';

const leaf = z.string().min(1).max(16_384).optional();
const certificatesFile = z.strictObject({
  format: z.literal('incola-certificates'),
  version: z.literal(1),
  certificates: z.record(z.string(), z.object({ issuing: leaf, access: leaf })),
});

/**
 * Reads the leaf certificates that founding wrote.
 * @returns leaves of one purpose by DID, DER in Base 64
 * @throws `certificates_missing` (outage)
 */
export async function readCertificates(
  file: string,
  purpose: 'issuing' | 'access',
): Promise<ReadonlyMap<string, string>> {
  try {
    const { certificates } = parseDoor(certificatesFile, await readJsonFile(file), 'malformed_certificates');
    return new Map(
      Object.entries(certificates).flatMap(([did, leaves]) => {
        const certificate = leaves[purpose];
        return certificate === undefined ? [] : [[did, certificate]];
      }),
    );
  } catch (cause) {
    throw outage('certificates_missing', `The certificates that founding writes cannot be read from ${file}.`, {
      cause,
    });
  }
}
