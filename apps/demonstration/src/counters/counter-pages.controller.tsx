import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { requireAnswer } from '#api-clients';
import { encodeBase64url, refusal } from '#primitives';
import { parseDoor, parseForm } from '#service-kit/door';
import { localeOf, pageHeaders, refuseForeignForm, sendPage } from '#service-kit/pages';
import { applicationOutcome } from './application-outcome.js';
import type { Application } from './applications.js';
import { ensureSession, sessionDigestOf } from './browser-session.js';
import { ApplicationPage, CounterPage, WelcomePage } from './counter-pages.js';
import type { CounterParts } from './counter-parts.js';
import type { CounterPlace } from './counters.config.js';
import { COUNTERS_MESSAGES } from './counters.messages.js';
import { fetchResult } from './fetch-result.js';
import { readOutcome } from './read-outcome.js';
import { answeredWithout } from './verifier-client.js';

const addressForm = z.object({
  street_address: z.string().trim().min(1).max(300),
  postal_code: z.string().trim().min(1).max(20),
  locality: z.string().trim().min(1).max(100),
});
const codeShape = z.string().min(1).max(100);

/** The pages of bank and city: everything they know of a proof comes through the verifier's public API. */
@Controller()
export class CounterPagesController {
  constructor(private readonly parts: CounterParts) {}

  @Get()
  welcome(@Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    const locale = localeOf(request);
    const { title } = COUNTERS_MESSAGES[locale].welcome;
    const { counters, door } = this.parts;
    sendPage(request, reply, { title, body: <WelcomePage locale={locale} {...{ counters, door }} /> });
  }

  @Get(':counter')
  begin(@Param('counter') path: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    const counter = this.#counter(path);
    const locale = localeOf(request);
    const title = `${COUNTERS_MESSAGES[locale].counters[counter.path].title} – ${counter.name}`;
    // The form is answered with a way to the verifier's page, which the policy must name.
    const headers = pageHeaders({ formAction: [new URL(this.parts.verifierUrl).origin] });
    sendPage(request, reply, { title, body: <CounterPage locale={locale} counter={counter} /> }, { headers });
  }

  /** Asks the verifier for a hosted page and sends the browser there. */
  @Post(':counter/applications')
  async apply(
    @Param('counter') path: string,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { publicUrl, applications, clock, random } = this.parts;
    refuseForeignForm(request, publicUrl);
    const counter = this.#counter(path);
    const givenAddress = counter.path === 'bank' ? parseDoor(addressForm, parseForm(body)) : null;
    const sessionDigest = ensureSession(request, reply, random, publicUrl.startsWith('https:'));
    const wanted = {
      contract: counter.contract,
      ...(givenAddress === null ? {} : { addresses: [givenAddress] }),
      delivery: { method: 'page' as const, returnUrl: `${publicUrl}/${counter.path}/return` },
    };
    const client = this.parts.clientOf(counter.tenant);
    const { id, pageUrl } = requireAnswer(await client.POST('/api/v1/verifications', { body: wanted }));
    if (pageUrl === undefined) throw answeredWithout('pageUrl');
    await applications.insert({
      id: encodeBase64url(random(16)),
      counter: counter.path,
      sessionDigest,
      verificationId: id,
      state: 'asked',
      givenAddress,
      result: null,
      createdAt: clock(),
    });
    void reply.code(303).header('location', pageUrl).send();
  }

  /** The browser comes back; its code is exchanged for the result, once, by the browser that asked. */
  @Get(':counter/return')
  async comeBack(
    @Param('counter') path: string,
    @Query('response_code') code: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const counter = this.#counter(path);
    const application = await this.#newestOf(counter, request);
    if (application.state === 'asked') {
      const client = this.parts.clientOf(counter.tenant);
      const { verificationId } = application;
      const view = await fetchResult(client, verificationId, parseDoor(codeShape, code));
      await this.parts.applications.change(application.id, applicationOutcome(view));
      // A withdrawal that was told meanwhile was kept before this: what is true now is read again.
      await this.parts.applications.change(application.id, await readOutcome(client, verificationId));
    }
    const location = `${this.parts.publicUrl}/${counter.path}/applications/${application.id}`;
    void reply.code(303).header('location', location).send();
  }

  @Get(':counter/applications/:id')
  async show(
    @Param('counter') path: string,
    @Param('id') id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const counter = this.#counter(path);
    const application = await this.parts.applications.find(id);
    const digest = sessionDigestOf(request);
    if (application === undefined || application.counter !== counter.path || application.sessionDigest !== digest) {
      throw unknownApplication();
    }
    const locale = localeOf(request);
    const title = `${COUNTERS_MESSAGES[locale].yourApplication} – ${counter.name}`;
    sendPage(request, reply, { title, body: <ApplicationPage {...{ locale, counter, application }} /> });
  }

  #counter(path: string): CounterPlace {
    const counter = this.parts.counters.find((one) => one.path === path);
    if (counter === undefined) throw refusal('not_found', 'There is no such counter.');
    return counter;
  }

  async #newestOf({ path }: CounterPlace, request: FastifyRequest): Promise<Application> {
    const digest = sessionDigestOf(request);
    const found = digest === undefined ? undefined : await this.parts.applications.findNewest(path, digest);
    if (found === undefined) throw unknownApplication();
    return found;
  }
}

function unknownApplication() {
  return refusal('unknown_application', 'This browser has no such application.');
}
