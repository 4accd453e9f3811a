import {
  createDirectPost,
  encryptResponse,
  parseAuthorizationRequestLink,
  parseRequestObject,
  type ParsedRequestObject,
} from '#openid4vp';
import type { JsonObject, Signer } from '#primitives';
import { presentSdJwtVc } from '#sd-jwt-vc';
import { es256Signer } from '../../../anchoring/contract/test/founded-cooperative.js';
import type { FictiveCooperative } from './fictive-cooperative.js';

export const HOME: JsonObject = {
  given_name: 'Camille',
  family_name: 'Fictive',
  address: { street_address: '12 bis rue des Lilas Imaginaires', locality: 'Ville-Imaginaire', postal_code: '59000' },
  address_canonical: 'fr1:12 BIS|RUE DES LILAS IMAGINAIRES|59000|VILLE IMAGINAIRE',
  resident_for_months_equal_or_over: { '12': true },
  evidence_date: '2026-05-20',
};

/** Fetches the request that a link names. */
export async function fetchRequest(link: string, now: number): Promise<ParsedRequestObject> {
  const { clientId, requestUri } = parseAuthorizationRequestLink(link);
  const answer = await fetch(requestUri);
  if (answer.status !== 200) throw new Error(`HTTP ${answer.status}`);
  return parseRequestObject(await answer.text(), { clientId, now });
}

export interface PresentationChanges {
  claims?: JsonObject;
  vct?: string;
  disclose?: string[][];
  index?: number;
  presentationNonce?: string;
  audience?: string;
  /** Of the key binding, seconds since the epoch. */
  issuedAt?: number;
  signer?: Signer;
  stateParameter?: string;
}

/** The form that a wallet posts for the request: right in everything but the changes. */
export async function presentationForm(
  cooperative: FictiveCooperative,
  { payload }: ParsedRequestObject,
  changes: PresentationChanges = {},
): Promise<string> {
  const holder = es256Signer('holder');
  const compact = await cooperative.issue(holder.publicJwk, changes.claims ?? HOME, {
    index: changes.index ?? 5,
    ...(changes.vct === undefined ? {} : { vct: changes.vct }),
  });
  const [query] = payload.dcql_query.credentials;
  const presented = await presentSdJwtVc({
    compact,
    disclose: changes.disclose ?? (query?.claims ?? []).map(({ path }) => path.map(String)),
    keyBinding: {
      audience: changes.audience ?? payload.client_id,
      presentationNonce: changes.presentationNonce ?? payload.nonce,
      issuedAt: changes.issuedAt ?? cooperative.time.now,
      signer: changes.signer ?? holder,
    },
  });
  const jwe = await encryptResponse(
    {
      vpToken: { [query?.id ?? '']: [presented] },
      stateParameter: changes.stateParameter ?? payload.state ?? '',
    },
    payload.client_metadata,
  );
  return createDirectPost(jwe);
}

export async function postForm(url: string, body: string): Promise<{ status: number; body: JsonObject }> {
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const answer = await fetch(url, { method: 'POST', headers, body });
  return { status: answer.status, body: (await answer.json()) as JsonObject };
}
