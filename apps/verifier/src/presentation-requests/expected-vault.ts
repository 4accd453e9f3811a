import type { PostalAddress } from '#postal-address';
import { decodeUtf8, encodeUtf8, parseJson } from '#primitives';
import type { SubjectVault } from '#service-kit/vault';
import type { Presentation } from './presentation.js';

const PLACE = 'verifier-expected';

/** The names by which the tenant knows the person. */
export interface ExpectedNames {
  givenName?: string | undefined;
  familyName?: string | undefined;
  birthName?: string | undefined;
}

/** What the tenant holds of the person whom it asks, to be compared with the answer. */
export interface ExpectedPerson {
  names: ExpectedNames;
  addresses: PostalAddress[];
}

/**
 * Keeps what is expected under the key of the presentation's subject: it goes when the answer goes (design §6).
 * @returns `null` where no name is expected; addresses alone stand in the sealed question
 */
export async function sealExpected(
  vault: SubjectVault,
  { tenantId, id }: Pick<Presentation, 'tenantId' | 'id'>,
  wanted: { expected?: ExpectedNames | undefined; addresses?: PostalAddress[] | undefined },
): Promise<string | null> {
  if (wanted.expected === undefined) return null;
  const person: ExpectedPerson = { names: wanted.expected, addresses: wanted.addresses ?? [] };
  return vault.seal(tenantId, id, encodeUtf8(JSON.stringify(person)), PLACE);
}

/** @returns `undefined` where nobody is expected, or what was expected is gone */
export async function openExpected(
  vault: SubjectVault,
  { tenantId, id, sealedExpected }: Pick<Presentation, 'tenantId' | 'id' | 'sealedExpected'>,
): Promise<ExpectedPerson | undefined> {
  if (sealedExpected === null) return undefined;
  const [opened] = await vault.openMany(tenantId, [{ subjectId: id, sealed: sealedExpected, place: PLACE }]);
  if (opened === undefined || opened === null) return undefined;
  return parseJson(decodeUtf8(opened)) as unknown as ExpectedPerson;
}
