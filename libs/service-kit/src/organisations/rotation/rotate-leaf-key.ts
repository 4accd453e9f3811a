import { join } from 'node:path';
import { z } from 'zod';
import { createCertificateRequest, verifyWithNodeCrypto, type OrganisationKeys, type SuccessorKey } from '#identity';
import type { TrustFile } from '#ledger';
import { refusal, secondsOf, type JsonObject } from '#primitives';
import { keyDigest, MAX_CLOCK_LEAD_SECONDS, readCertificate, validateChain } from '#trust';
import { parseDoor } from '../../door/index.js';
import { readJsonFile, writeJsonFile } from '../../files/index.js';
import type { OwnOrganisation } from '../own-organisations.js';
import { signKeyRequest, type CertifiedUse } from './key-request.js';
import { readRegistry, registeredKeys } from './read-registry.js';
import { registerLeafKey, type RegisteringParts } from './register-leaf-key.js';

export interface RotationParts extends RegisteringParts {
  organisationKeys: Pick<OrganisationKeys, 'signer' | 'current' | 'rotation'>;
  trustFile: TrustFile;
}

/** What is given to one step. */
export interface RotationStep {
  use: CertifiedUse;
  organisation: OwnOrganisation;
  /** Seconds for which the longest-lived thing that the key signs is in force. */
  lifetimeSeconds: number;
  /** Folder for the request to the cooperative's authority: begins the rotation. */
  out?: string | undefined;
  /** The file that the authority wrote. */
  certificate?: string | undefined;
}

const certificateFileShape = z.strictObject({
  format: z.literal('incola-certificate'),
  version: z.literal(1),
  did: z.string().max(512),
  use: z.enum(['issuing', 'access']),
  certificate: z.string().min(1).max(16_384),
});

/** Slack for steps that are late: the registry keeps the previous key that much longer than what it signed. */
const SLACK_SECONDS = 7 * 86_400;

/**
 * One step of having a key followed by another, or, without a file or folder, how far it is (docs/decisions/key-rotation.md).
 *
 * If we die here: each step is durable before the next begins, and the same command again goes on. What was registered and not
 * written down is found in the registry.
 * @throws `no_rotation_begun`, `certificate_of_another_key`, `certificate_not_trusted`, `not_registered`, `ledger_refused`;
 *   `key_missing`, `ledger_unavailable`, `registry_not_fresh` (outages)
 */
export async function rotateLeafKey(step: RotationStep, parts: RotationParts): Promise<JsonObject> {
  if (step.out !== undefined) return begin(step, step.out, parts);
  if (step.certificate !== undefined) await goOn(step, step.certificate, parts);
  const { did } = step.organisation;
  return describe(await parts.organisationKeys.rotation.newest(did, step.use), secondsOf(parts.clock));
}

async function begin({ organisation, use }: RotationStep, folder: string, parts: RotationParts): Promise<JsonObject> {
  const { slug, did, name, legalId } = organisation;
  const { rotation } = parts.organisationKeys;
  const successor = await rotation.begin(did, use);
  const certificateRequest = await createCertificateRequest(await rotation.signer(did, use), { name, legalId });
  const request = await signKeyRequest({ did, use, certificateRequest }, parts.organisationKeys);
  const file = join(folder, `${slug}.${use}.key-request.json`);
  await writeJsonFile(file, { ...request });
  return { ...describe(successor, secondsOf(parts.clock)), file };
}

async function goOn(step: RotationStep, file: string, parts: RotationParts): Promise<void> {
  const { use, organisation } = step;
  const { did } = organisation;
  const { rotation } = parts.organisationKeys;
  const successor = await rotation.newest(did, use);
  if (successor === undefined) throw refusal('no_rotation_begun', 'Begin with --out: no key waits for a certificate.');
  const given = parseDoor(certificateFileShape, await readJsonFile(file), 'malformed_certificate_file');
  await requireFitting(given, { step, successor, parts });
  if (successor.signsFrom !== null) return;
  await rotation.certify(did, use, given.certificate);
  await rotation.schedule(did, use, await register(step, successor, parts));
}

async function requireFitting(
  given: z.infer<typeof certificateFileShape>,
  { step, successor, parts }: { step: RotationStep; successor: SuccessorKey; parts: RotationParts },
): Promise<void> {
  const { use, organisation } = step;
  const isOurs = given.did === organisation.did && given.use === use;
  if (!isOurs || keyDigest(readCertificate(given.certificate).publicJwk) !== keyDigest(successor.publicJwk)) {
    throw refusal('certificate_of_another_key', 'The certificate is not for the key that waits for one.');
  }
  const roots = use === 'issuing' ? parts.trustFile.issuingRoots : parts.trustFile.accessRoots;
  const now = secondsOf(parts.clock);
  const chain = await validateChain([given.certificate], roots, now, use, verifyWithNodeCrypto);
  if (chain.outcome === 'trusted') return;
  throw refusal('certificate_not_trusted', `The certificate would be refused by everybody: ${chain.code}.`);
}

/**
 * Has the registry show both keys. The new one signs when nobody decides any more on a proof in which it is missing; the
 * previous one stays for what it signs until then.
 */
async function register(
  { use, organisation: { did }, lifetimeSeconds }: RotationStep,
  successor: SuccessorKey,
  parts: RotationParts,
): Promise<{ signsFrom: number; previousUntil: number }> {
  const current = await parts.organisationKeys.current(did, use);
  const previous = keyDigest(current.signer.publicJwk);
  const times = (maxProofAgeSeconds: number) => {
    const signsFrom = secondsOf(parts.clock) + maxProofAgeSeconds + MAX_CLOCK_LEAD_SECONDS;
    return { signsFrom, previousUntil: signsFrom + lifetimeSeconds + SLACK_SECONDS };
  };
  const before = await readRegistry(did, parts);
  const added = keyDigest(successor.publicJwk);
  if (!registeredKeys(before, did, use).some(({ digest }) => digest === added)) {
    const until = times(before.maxProofAgeSeconds).previousUntil;
    await registerLeafKey({ did, use, added, previous, until }, before, parts);
  }
  // From here on the registry shows it: the margin begins now, however late that is.
  const after = await readRegistry(did, parts);
  const kept = registeredKeys(after, did, use).find(({ digest }) => digest === previous)?.until;
  const { signsFrom, previousUntil } = times(after.maxProofAgeSeconds);
  return { signsFrom, previousUntil: kept ?? previousUntil };
}

function describe(rotation: SuccessorKey | undefined, now: number): JsonObject {
  if (rotation === undefined) return { step: 'none', next: 'Begin with --out FOLDER.' };
  const { kid, previousKid, signsFrom, previousUntil, certificate, previousDestroyed } = rotation;
  const said = { kid, previousKid, signsFrom, previousUntil, previousDestroyed };
  if (signsFrom === null) {
    const next =
      certificate === null
        ? "Have the cooperative's authority certify the request, and go on with --certificate FILE."
        : 'The registry was not reached yet: repeat the command with --certificate FILE.';
    return { step: certificate === null ? 'requested' : 'certified', ...said, next };
  }
  if (signsFrom > now)
    return { step: 'registered', ...said, next: 'Nothing: the key signs by itself from signsFrom on.' };
  return { step: 'signing', ...said, next: 'Nothing: the previous key ends by itself.' };
}
