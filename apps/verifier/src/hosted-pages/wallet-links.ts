import { createAuthorizationRequestLink } from '#openid4vp';
import { publicEndpoint } from '#service-kit/url';
import { requestLinks, SAME_DEVICE } from '../presentation-requests/ask-presentation.js';
import type { Presentation } from '../presentation-requests/presentation.js';

/** The ways into a wallet: for the browser's own device, which leads back, and for a telephone that reads a QR code. */
export interface WalletLinks {
  here: string;
  elsewhere: string;
  /** The standard scheme, for another wallet (OpenID4VP 1.0 §5.7). */
  standardHere: string;
  standardElsewhere: string;
}

/**
 * Our wallet gets the request behind a `#`: what stands there goes to no server, not even the one that delivers the wallet.
 * Browsers don't let a web app own `openid4vp:`, so that scheme is for wallets that are installed.
 */
export function walletLinks(
  member: { slug: string; clientId: string },
  presentation: Pick<Presentation, 'id'>,
  { walletUrl, publicUrl }: { walletUrl: string; publicUrl: string },
): WalletLinks {
  const { requestUri } = requestLinks(member, presentation, publicUrl);
  const here = `${requestUri}?device=${SAME_DEVICE}`;
  const ours = (uri: string) => {
    const parameters = { client_id: member.clientId, request_uri: uri, request_uri_method: 'get' };
    return `${publicEndpoint(walletUrl, 'present')}#${new URLSearchParams(parameters).toString()}`;
  };
  const standard = (uri: string) =>
    createAuthorizationRequestLink({ clientId: member.clientId, requestUri: uri, requestUriMethod: 'get' });
  return {
    here: ours(here),
    elsewhere: ours(requestUri),
    standardHere: standard(here),
    standardElsewhere: standard(requestUri),
  };
}
