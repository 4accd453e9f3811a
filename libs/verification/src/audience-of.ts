import type { AskedPresentation } from './verification.js';

/**
 * For whom the holder was to sign: the client identifier; over the Digital Credentials API the page's origin, prefixed, be the
 * request signed or not (OpenID4VP 1.0 §14.1.2, §A.4).
 */
export function audienceOf({ channel, clientId }: Pick<AskedPresentation, 'channel' | 'clientId'>): string {
  return channel.kind === 'dc_api' ? `origin:${channel.origin}` : clientId;
}
