import type { FastifyReply, FastifyRequest } from 'fastify';
import { chooseLocale, isLocale, type Locale } from '#look';
import { cookieOf } from './cookies.js';

/** The choice by the language switch; no session, no identity. */
export const LANGUAGE_COOKIE = 'incola-language';
const YEAR_SECONDS = 31_536_000;

/** The person's language: `?language=` of this request, else what she chose earlier, else what her browser asks for. */
export function localeOf(request: FastifyRequest): Locale {
  const asked = (request.query as Record<string, unknown> | undefined)?.language;
  if (isLocale(asked)) return asked;
  const chosen = cookieOf(request, LANGUAGE_COOKIE);
  return isLocale(chosen) ? chosen : chooseLocale(request.headers['accept-language']);
}

/** Remembers a language that was asked for by `?language=`. */
export function keepLocale(request: FastifyRequest, reply: FastifyReply): void {
  const asked = (request.query as Record<string, unknown> | undefined)?.language;
  if (!isLocale(asked)) return;
  void reply.header('set-cookie', `${LANGUAGE_COOKIE}=${asked}; Path=/; Max-Age=${YEAR_SECONDS}; SameSite=Lax`);
}
