import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { refusal } from '#primitives';
import type { Tenants } from '#service-kit/tenants';
import type { AskingMember } from '../organisations/asking-member.js';
import { VERIFIER_ERRORS } from '../verifier-errors.js';
import { beginInteraction } from './begin-interaction.js';
import { finishInteraction } from './finish-interaction.js';
import type { Interaction, InteractionParts } from './interaction.js';
import type { OpenidProvider, OpenidProviders } from './openid-providers.js';
import { pageOfError } from './provider-page-reason.js';
import { sendProviderPage } from './send-provider-page.js';

/** `/{tenant}/oidc/interaction/{uid}`: between the authorization endpoint and the hosted page; a browser only passes through. */
@Controller(':tenant/oidc/interaction/:uid')
export class InteractionsController {
  constructor(
    private readonly tenants: Tenants<AskingMember>,
    private readonly providers: OpenidProviders,
    private readonly parts: InteractionParts,
  ) {}

  @Get()
  async begin(
    @Param('tenant') tenant: string,
    @Param('uid') uid: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.#lead(tenant, { uid, clientId: undefined }, request, reply, (member, known, interaction) =>
      beginInteraction(member, known, interaction, this.parts),
    );
  }

  @Get('return')
  async finish(
    @Param('tenant') tenant: string,
    @Param('uid') uid: string,
    @Query('client_id') clientId: unknown,
    @Query('response_code') code: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    // Of two codes in one address neither is taken.
    const responseCode = code === undefined ? undefined : typeof code === 'string' ? code : '';
    await this.#lead(tenant, { uid, clientId }, request, reply, (member, _known, interaction) =>
      finishInteraction(member, interaction, responseCode, this.parts),
    );
  }

  async #lead(
    tenant: string,
    { uid, clientId }: { uid: string; clientId: unknown },
    request: FastifyRequest,
    reply: FastifyReply,
    step: (member: AskingMember, known: OpenidProvider, interaction: Interaction) => Promise<string>,
  ): Promise<void> {
    const member = this.tenants.find(tenant);
    const known = await this.providers.of(member);
    try {
      const interaction = await this.#own(known, uid, request, reply);
      void reply
        .code(303)
        .header('location', await step(member, known, interaction))
        .send();
    } catch (error) {
      const page = pageOfError(error, VERIFIER_ERRORS.statuses);
      if (page === undefined) throw error;
      const [redirectUri] = known.relyingParties.find((party) => party.clientId === clientId)?.redirectUris ?? [];
      sendProviderPage(request, reply, member, { ...page, redirectUri });
    }
  }

  /** The interaction of this browser, by its signed cookie. @throws `interaction_ended` */
  async #own(
    { provider }: OpenidProvider,
    uid: string,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<Interaction> {
    const interaction = await provider.interactionDetails(request.raw, reply.raw).catch((cause: unknown) => {
      if ((cause as Error).name !== 'SessionNotFound') throw cause;
      throw ended(cause);
    });
    if (interaction.uid !== uid) throw ended();
    return interaction;
  }
}

function ended(cause?: unknown) {
  return refusal('interaction_ended', 'There is no such request in this browser, or its time is over.', { cause });
}
