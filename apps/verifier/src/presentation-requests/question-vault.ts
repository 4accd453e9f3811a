import type { DcqlQuery } from '#openid4vp';
import { assertOurs, decodeUtf8, encodeUtf8, parseJson } from '#primitives';
import type { SubjectVault } from '#service-kit/vault';
import type { Presentation } from './presentation.js';

const PLACE = 'verifier-question';

/** All that a request asks: claims, and what is to be authorised with them (OpenID4VP 1.0 §5.1). */
export interface AskedQuestion {
  dcqlQuery: DcqlQuery;
  /** As sent: base64url of each entry. */
  transactionData?: readonly string[] | undefined;
}

/** Keeps a question that holds an address, or something to be authorised, encrypted under the key of the presentation's subject. */
export async function sealQuestion(
  vault: SubjectVault,
  place: { tenantId: string; id: string },
  asked: AskedQuestion,
): Promise<Pick<Presentation, 'question' | 'sealedQuestion'>> {
  const { dcqlQuery, transactionData } = asked;
  const hasValues = dcqlQuery.credentials.some(({ claims }) => claims?.some(({ values }) => values !== undefined));
  if (!hasValues && transactionData === undefined) return { question: dcqlQuery, sealedQuestion: null };
  const plaintext = encodeUtf8(JSON.stringify(transactionData === undefined ? dcqlQuery : asked));
  return { question: null, sealedQuestion: await vault.seal(place.tenantId, place.id, plaintext, PLACE) };
}

export async function openQuestion(vault: SubjectVault, presentation: Presentation): Promise<AskedQuestion> {
  const { tenantId, id, question, sealedQuestion } = presentation;
  if (question !== null) return { dcqlQuery: question };
  assertOurs(sealedQuestion !== null, 'an awaiting presentation has its question');
  const plaintext = await vault.open(tenantId, id, sealedQuestion, PLACE);
  const opened = parseJson(decodeUtf8(plaintext)) as unknown as DcqlQuery | AskedQuestion;
  return 'dcqlQuery' in opened ? opened : { dcqlQuery: opened };
}
