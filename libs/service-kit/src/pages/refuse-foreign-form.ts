import type { FastifyRequest } from 'fastify';
import { refusal } from '#primitives';

/**
 * Refuses a form that another site's page sends with the person's cookie. `Sec-Fetch-Site` and `Origin` are written by the browser
 * and by no page; at least one must be there, and each that is there must name us. `SameSite` cookies alone would let pages of other
 * ports of the host through.
 * @param publicUrl the service's own address
 * @throws `foreign_form`, to be answered 403
 */
export function refuseForeignForm(request: Pick<FastifyRequest, 'headers'>, publicUrl: string): void {
  const { origin } = request.headers;
  const site = request.headers['sec-fetch-site'];
  // A form of a page with `Referrer-Policy: no-referrer`, which ours are, carries `Origin: null`; then the other field decides.
  const named = origin === 'null' ? undefined : origin;
  const told = site !== undefined || named !== undefined;
  const own = new URL(publicUrl).origin;
  if (!told || (site ?? 'same-origin') !== 'same-origin' || (named ?? own) !== own) {
    throw refusal('foreign_form', 'This form was not sent by our own page.');
  }
}
