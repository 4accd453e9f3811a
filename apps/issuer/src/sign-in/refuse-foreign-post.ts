import type { FastifyRequest } from 'fastify';
import { refusal } from '#primitives';
import type { OwnSignIn } from './open-sign-in.js';

/**
 * Refuses a form that another site's page sends with the citizen's cookie. The form token decides, which no other page can know; so
 * a browser that tells nothing of where a form comes from is let through here, and one that tells of another place is not.
 * @throws `foreign_form`
 */
export function refuseForeignPost(
  request: Pick<FastifyRequest, 'headers'>,
  { signIn, secret }: OwnSignIn,
  formToken: string | undefined,
  publicUrl: string,
): void {
  const { origin } = request.headers;
  const site = request.headers['sec-fetch-site'] ?? 'same-origin';
  // Our pages have `Referrer-Policy: no-referrer`, with which a browser writes `Origin: null`.
  const isOurs = origin === undefined || origin === 'null' || origin === new URL(publicUrl).origin;
  if (!isOurs || site === 'cross-site' || site === 'same-site' || !secret.isFormToken(signIn, formToken)) {
    throw refusal('foreign_form', 'This form was not sent by our own page.');
  }
}
