import { createAuthorizationRequestLink } from '#openid4vp';
import { publicEndpoint } from '#service-kit/url';
import {
  REQUEST_URI_METHOD,
  requestLinks,
  SAME_DEVICE,
  type AskingParts,
} from '../presentation-requests/ask-presentation.js';
import type { Presentation } from '../presentation-requests/presentation.js';

/** The ways into a wallet: for the browser's own device, which leads back, and for a telephone that reads a QR code. */
export interface WalletLinks {
  here: string;
  elsewhere: string;
  /** The standard scheme, for another wallet (OpenID4VP 1.0 §5.7). */
  standardHere: string;
  standardElsewhere: string;
}

/** Where wallets are reached: ours, and others. */
export interface WalletPlaces extends Pick<AskingParts, 'publicUrl' | 'walletAuthorizationEndpoint'> {
  walletUrl: string;
}

/**
 * Our wallet gets the request behind a `#`: what stands there goes to no server, not even the one that delivers the wallet.
 * Browsers don't let a web app own `openid4vp:`, so that scheme is for wallets that are installed.
 */
export function walletLinks(
  member: { slug: string; clientId: string },
  presentation: Pick<Presentation, 'id'>,
  places: WalletPlaces,
): WalletLinks {
  const { requestUri, walletLink } = requestLinks(member, presentation, places);
  const here = `${requestUri}?device=${SAME_DEVICE}`;
  const ours = (uri: string) => {
    const parameters = { client_id: member.clientId, request_uri: uri, request_uri_method: REQUEST_URI_METHOD };
    return `${publicEndpoint(places.walletUrl, 'present')}#${new URLSearchParams(parameters).toString()}`;
  };
  const link = { clientId: member.clientId, requestUri: here, requestUriMethod: REQUEST_URI_METHOD };
  return {
    here: ours(here),
    elsewhere: ours(requestUri),
    standardHere: createAuthorizationRequestLink(link, places.walletAuthorizationEndpoint),
    standardElsewhere: walletLink,
  };
}
