import { Body, Controller, HttpCode, Inject, Post } from '@nestjs/common';
import { z } from 'zod';
import { parseDoor } from '#service-kit/door';
import { SetupLinks } from './setup-links.js';

const setupRequest = z.strictObject({ code: z.string().min(1).max(200) });

/** `POST /api/v1/setup`: the one management endpoint without an API key, for it makes the first. */
@Controller('api/v1/setup')
export class SetupController {
  constructor(@Inject(SetupLinks) private readonly links: SetupLinks) {}

  @Post()
  @HttpCode(200)
  async redeem(@Body() body: unknown): Promise<{ apiKey: string; tenant: string; scopes: string[] }> {
    const { code } = parseDoor(setupRequest, body);
    const { apiKey, tenantId, scopes } = await this.links.redeem(code);
    return { apiKey, tenant: tenantId, scopes };
  }
}
