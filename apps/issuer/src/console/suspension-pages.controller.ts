import { Body, Controller, Param, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { parseDoor, parseForm } from '#service-kit/door';
import { CurrentSession, leadTo, RequireSession, type OperatorSession } from '#service-kit/sessions';
import { suspendCredentials } from '../revocation/suspend-credentials.js';
import type { ConsoleParts } from './console-parts.js';

const suspensionForm = z.strictObject({
  formToken: z.string().optional(),
  suspension: z.enum(['suspend', 'resume']),
});

/** `/customers/{id}/suspension`: pauses proofs, or ends the pause; what can be taken back needs no page that asks first. */
@Controller('customers')
export class SuspensionPagesController {
  constructor(private readonly parts: ConsoleParts) {}

  @Post(':id/suspension')
  @RequireSession('credentials:write')
  async move(
    @CurrentSession() session: OperatorSession,
    @Res() reply: FastifyReply,
    @Param('id') subjectRecordId: string,
    @Body() body: unknown,
  ): Promise<void> {
    const { forms, tenants, revocation, publicUrl } = this.parts;
    const { formToken, suspension } = parseDoor(suspensionForm, parseForm(body));
    const tenant = tenants.find(session.tenantId);
    await forms.once(session, formToken, async () => {
      const asked = { subjectRecordId, suspension, reason: 'under_investigation' } as const;
      return { moved: await suspendCredentials(tenant, asked, revocation) };
    });
    leadTo(reply, publicUrl, `/customers/${encodeURIComponent(subjectRecordId)}`);
  }
}
