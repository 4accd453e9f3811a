import { Readable } from 'node:stream';
import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { z } from 'zod';
import { refusal } from '#primitives';
import { CurrentCaller, RequireScope, type Caller } from '#service-kit/authentication';
import { Operation } from '#service-kit/openapi';
import { CustomerFileImport, type ImportOutcome } from './import-customer-file.js';

const count = z.int().min(0);
const importAnswer = z
  .strictObject({
    id: z.string(),
    accepted: count,
    unchanged: count,
    refused: count,
    suppressed: count,
    problems: z
      .array(z.strictObject({ line: count, column: z.string(), rule: z.string(), value: z.string() }))
      .nullable()
      .describe('Null where their time is over, or somebody had them forgotten.'),
    createdAt: z.int().optional().describe('Milliseconds since the epoch.'),
  })
  .meta({ id: 'Import' });
/** The rules of scope `file` in schemas/subject-records, and what can happen to an upload. */
const FILE_REFUSALS = [
  ...['malformed_csv', 'file_too_large', 'too_many_rows', 'missing_column', 'duplicate_column', 'column_count'],
  ...['upload_aborted', 'import_conflict'],
];

/** `/api/v1/imports`: customer files of the caller's tenant. */
@Controller('api/v1/imports')
export class ImportsController {
  constructor(@Inject(CustomerFileImport) private readonly imports: CustomerFileImport) {}

  @Post()
  @HttpCode(200)
  @RequireScope('records:write')
  @Operation({
    summary: 'Reads a customer file: each row is accepted, or refused with line, column and rule.',
    body: { 'text/csv': z.string() },
    answer: importAnswer,
    refusals: FILE_REFUSALS,
  })
  async run(@CurrentCaller() caller: Caller, @Body() body: unknown): Promise<ImportOutcome> {
    if (!(body instanceof Readable)) throw refusal('unsupported_media_type', 'Send the file as text/csv.');
    return this.imports.run(caller.tenantId, body as AsyncIterable<Uint8Array>);
  }

  @Get(':id')
  @RequireScope('records:read')
  @Operation({
    summary: 'Reads what became of a customer file.',
    answer: importAnswer,
    refusals: ['unknown_import'],
  })
  async find(@CurrentCaller() caller: Caller, @Param('id') id: string): Promise<ImportOutcome> {
    return this.imports.find(caller.tenantId, id);
  }
}
