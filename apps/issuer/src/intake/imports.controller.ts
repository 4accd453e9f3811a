import { Readable } from 'node:stream';
import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { refusal } from '#primitives';
import { CurrentCaller, RequireScope, type Caller } from '#service-kit/authentication';
import { CustomerFileImport, type ImportOutcome } from './import-customer-file.js';

/** `/api/v1/imports`: customer files of the caller's tenant. */
@Controller('api/v1/imports')
export class ImportsController {
  constructor(@Inject(CustomerFileImport) private readonly imports: CustomerFileImport) {}

  @Post()
  @HttpCode(200)
  @RequireScope('records:write')
  async run(@CurrentCaller() caller: Caller, @Body() body: unknown): Promise<ImportOutcome> {
    if (!(body instanceof Readable)) throw refusal('unsupported_media_type', 'Send the file as text/csv.');
    return this.imports.run(caller.tenantId, body as AsyncIterable<Uint8Array>);
  }

  @Get(':id')
  @RequireScope('records:read')
  async find(@CurrentCaller() caller: Caller, @Param('id') id: string): Promise<ImportOutcome> {
    return this.imports.find(caller.tenantId, id);
  }
}
