import type { DcqlQuery } from '#openid4vp';
import { assertOurs, decodeUtf8, encodeUtf8, parseJson } from '#primitives';
import type { SubjectVault } from '#service-kit/vault';
import type { Presentation } from './presentation.js';

const PLACE = 'verifier-question';

/** Keeps a question that holds an address encrypted, under the key of the presentation's subject. */
export async function sealQuestion(
  vault: SubjectVault,
  place: { tenantId: string; id: string },
  query: DcqlQuery,
): Promise<Pick<Presentation, 'question' | 'sealedQuestion'>> {
  const isPersonal = query.credentials.some(({ claims }) => claims?.some(({ values }) => values !== undefined));
  if (!isPersonal) return { question: query, sealedQuestion: null };
  const plaintext = encodeUtf8(JSON.stringify(query));
  return { question: null, sealedQuestion: await vault.seal(place.tenantId, place.id, plaintext, PLACE) };
}

export async function openQuestion(vault: SubjectVault, presentation: Presentation): Promise<DcqlQuery> {
  const { tenantId, id, question, sealedQuestion } = presentation;
  if (question !== null) return question;
  assertOurs(sealedQuestion !== null, 'an awaiting presentation has its question');
  const plaintext = await vault.open(tenantId, id, sealedQuestion, PLACE);
  return parseJson(decodeUtf8(plaintext)) as unknown as DcqlQuery;
}
