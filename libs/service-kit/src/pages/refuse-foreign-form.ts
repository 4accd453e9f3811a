import type { FastifyRequest } from 'fastify';
import { refusal } from '#primitives';

/**
 * A form that changes something comes from our own page: browsers send `Origin` with every POST and `Sec-Fetch-Site` beside
 * it. With `SameSite` cookies this is the second lock.
 * @param publicUrl the service's own address
 * @throws `foreign_form`
 */
export function refuseForeignForm(request: Pick<FastifyRequest, 'headers'>, publicUrl: string): void {
  const { origin } = request.headers;
  const site = request.headers['sec-fetch-site'];
  const ours = origin === new URL(publicUrl).origin && (site === undefined || site === 'same-origin');
  if (!ours) throw refusal('foreign_form', 'This form was not sent by our own page.');
}
