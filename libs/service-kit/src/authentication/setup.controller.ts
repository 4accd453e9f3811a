import { Body, Controller, HttpCode, Inject, Post } from '@nestjs/common';
import { z } from 'zod';
import { parseDoor } from '#service-kit/door';
import { Operation } from '#service-kit/openapi';
import { SetupLinks } from './setup-links.js';

const setupRequest = z.strictObject({ code: z.string().min(1).max(200) });

const setupAnswer = z.strictObject({ apiKey: z.string(), tenant: z.string(), scopes: z.array(z.string()) });

/** `POST /api/v1/setup`: the one management endpoint without an API key, for it makes the first. */
@Controller('api/v1/setup')
export class SetupController {
  constructor(@Inject(SetupLinks) private readonly links: SetupLinks) {}

  @Post()
  @HttpCode(200)
  @Operation({
    summary: 'Exchanges a one-time setup code for a tenant’s first API key.',
    body: setupRequest,
    answer: setupAnswer,
    refusals: ['invalid_setup_code', 'too_many_attempts'],
  })
  async redeem(@Body() body: unknown): Promise<{ apiKey: string; tenant: string; scopes: string[] }> {
    const { code } = parseDoor(setupRequest, body);
    const { apiKey, tenantId, scopes } = await this.links.redeem(code);
    return { apiKey, tenant: tenantId, scopes };
  }
}
