import type { LedgerFetch } from '#ledger';
import {
  authorizationServerMetadataUrl,
  issuerMetadataUrl,
  parseAuthorizationServerMetadata,
  parseCredentialOffer,
  parseCredentialOfferLink,
  parseIssuerMetadata,
  PRE_AUTHORIZED_CODE_GRANT,
  type AuthorizationServerMetadata,
  type CredentialConfiguration,
  type CredentialOffer,
  type IssuerMetadata,
  type TransactionCodeRules,
} from '#openid4vci';
import { refusal } from '#primitives';
import { callPeer } from './call-peer.js';

/** What the citizen is shown before anything of hers is fetched. */
export interface OfferPreview {
  offer: CredentialOffer;
  issuer: IssuerMetadata;
  authorizationServer: AuthorizationServerMetadata;
  configurationId: string;
  configuration: CredentialConfiguration;
  preAuthorizedCode: string;
  /** Present: a transaction code is asked, which came by another channel. */
  transactionCode: TransactionCodeRules | undefined;
}

/**
 * Reads an offer by value or reference (OpenID4VCI 1.0 §4.1) and the metadata of its issuer (§12.2). The offer is not
 * authenticated (§4.1): who issues is known from the credential's certificate, after it was received.
 * @throws `malformed_credential_offer`, `offer_unavailable`, `grant_unsupported`, `unknown_credential_configuration`,
 *   `format_unsupported`, those of the metadata parsers and of `callPeer`
 */
export async function readOffer(fetch: LedgerFetch, link: string): Promise<OfferPreview> {
  const offer = await fetchOffer(fetch, link);
  const issuer = await fetchMetadata(fetch, issuerMetadataUrl(offer.credential_issuer), (text) =>
    parseIssuerMetadata(text, offer.credential_issuer),
  );
  const [server = offer.credential_issuer] = issuer.authorization_servers ?? [];
  const authorizationServer = await fetchMetadata(fetch, authorizationServerMetadataUrl(server), (text) =>
    parseAuthorizationServerMetadata(text, server),
  );
  const grant = offer.grants?.[PRE_AUTHORIZED_CODE_GRANT];
  if (grant === undefined) throw refusal('grant_unsupported', 'This wallet cannot redeem this kind of offer.');
  const [configurationId = ''] = offer.credential_configuration_ids;
  const configuration = issuer.credential_configurations_supported[configurationId];
  if (configuration === undefined) {
    throw refusal('unknown_credential_configuration', 'The issuer does not describe what it offers.');
  }
  if (configuration.format !== 'dc+sd-jwt') throw refusal('format_unsupported', 'This wallet cannot hold this format.');
  const preAuthorizedCode = grant['pre-authorized_code'];
  return {
    offer,
    issuer,
    authorizationServer,
    configurationId,
    configuration,
    preAuthorizedCode,
    transactionCode: grant.tx_code,
  };
}

async function fetchOffer(fetch: LedgerFetch, link: string): Promise<CredentialOffer> {
  const parsed = parseCredentialOfferLink(link);
  if (parsed.kind === 'value') return parsed.offer;
  const answer = await callPeer(fetch, parsed.uri, { method: 'GET', headers: { accept: 'application/json' } });
  if (answer.status !== 200) throw refusal('offer_unavailable', 'This offer was redeemed already or has expired.');
  return parseCredentialOffer(answer.body);
}

async function fetchMetadata<T>(fetch: LedgerFetch, url: string, parse: (text: string) => T): Promise<T> {
  const answer = await callPeer(fetch, url, { method: 'GET', headers: { accept: 'application/json' } });
  if (answer.status !== 200) throw refusal('issuer_unknown', 'There is no issuer at the address that the offer names.');
  return parse(answer.body);
}
