import { usableCredentials, type CheckedRequest, type HeldCredential, type HolderTools } from '#holder';
import { createDirectPost, encryptResponse } from '#openid4vp';
import { secondsOf, type JsonObject, type Signer } from '#primitives';
import { presentSdJwtVc } from '#sd-jwt-vc';

/** What a holder that breaks the rules may do otherwise. */
export interface OtherPresentation {
  credential?: HeldCredential;
  /** In place of the credential's compact form: issuer-signed JWT and disclosures. */
  compact?: string;
  disclose?: string[][];
  audience?: string;
  presentationNonce?: string;
  /** Of the key binding, seconds since the epoch. */
  issuedAt?: number;
  signer?: Signer;
  stateParameter?: string;
  /** What is presented, after the holder signed. */
  alter?: (presented: string) => string;
}

/** An unused credential; it is not marked as used, since the wallet does not know of what happens here. */
export function nextCredential({ wallet, clock }: HolderTools): HeldCredential {
  const [credential] = usableCredentials(wallet.state, secondsOf(clock));
  if (credential === undefined) throw new Error('the wallet has a credential');
  return credential;
}

/** The form that a wallet would post, right in everything but the changes. */
export async function formOf(
  holder: HolderTools,
  { request: { payload } }: CheckedRequest,
  changes: OtherPresentation = {},
): Promise<string> {
  const credential = changes.credential ?? nextCredential(holder);
  const [query] = payload.dcql_query.credentials;
  const presented = await presentSdJwtVc({
    compact: changes.compact ?? credential.compact,
    disclose: changes.disclose ?? (query?.claims ?? []).map(({ path }) => path.map(String)),
    keyBinding: {
      audience: changes.audience ?? payload.client_id,
      presentationNonce: changes.presentationNonce ?? payload.nonce,
      issuedAt: changes.issuedAt ?? secondsOf(holder.clock),
      signer: changes.signer ?? (await holder.wallet.signer(credential.key)),
    },
  });
  const jwe = await encryptResponse(
    {
      vpToken: { [query?.id ?? '']: [changes.alter?.(presented) ?? presented] },
      stateParameter: changes.stateParameter ?? payload.state ?? '',
    },
    payload.client_metadata,
  );
  return createDirectPost(jwe);
}

export async function post(
  { fetch }: HolderTools,
  { request }: CheckedRequest,
  form: string,
): Promise<{ status: number; body: JsonObject }> {
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const answer = await fetch(request.payload.response_uri, { method: 'POST', headers, body: form });
  return { status: answer.status, body: (await answer.json()) as JsonObject };
}
