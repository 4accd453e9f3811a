import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import { CurrentCaller, RequireScope, type Caller } from '#service-kit/authentication';
import { parseDoor } from '#service-kit/door';
import { Operation } from '#service-kit/openapi';
import { subjectRecordShape } from './subject-record-shape.js';
import type { StoredSubjectRecord } from './subject-record.js';
import { SubjectRecords, type SubjectRecordPage } from './subject-records.js';

const listQuery = z.strictObject({
  cursor: z.string().max(200).optional(),
  limit: z
    .string()
    .regex(/^\d{1,3}$/)
    .default('50')
    .transform(Number)
    .refine((limit) => limit >= 1 && limit <= 200),
});
const searchRequest = z.strictObject({ customerNumber: z.string().min(1).max(100) });

/** `/api/v1/subject-records`: the customers of the caller's tenant. */
@Controller('api/v1/subject-records')
export class SubjectRecordsController {
  constructor(@Inject(SubjectRecords) private readonly records: SubjectRecords) {}

  @Get()
  @RequireScope('records:read')
  @Operation({
    summary: 'Lists the tenant’s customers.',
    query: listQuery,
    answer: z.strictObject({ items: z.array(subjectRecordShape), nextCursor: z.string().nullable() }),
    refusals: ['malformed_cursor'],
  })
  async list(@CurrentCaller() caller: Caller, @Query() query: unknown): Promise<SubjectRecordPage> {
    const { cursor, limit } = parseDoor(listQuery, query);
    return this.records.list(caller.tenantId, cursor, limit);
  }

  @Post('search')
  @HttpCode(200)
  @RequireScope('records:read')
  @Operation({
    summary: 'Finds customers by their customer number.',
    body: searchRequest,
    answer: z.strictObject({ items: z.array(subjectRecordShape) }),
  })
  async search(@CurrentCaller() caller: Caller, @Body() body: unknown): Promise<{ items: StoredSubjectRecord[] }> {
    const { customerNumber } = parseDoor(searchRequest, body);
    return { items: await this.records.searchByCustomerNumber(caller.tenantId, customerNumber) };
  }

  @Get(':id')
  @RequireScope('records:read')
  @Operation({ summary: 'Reads a customer.', answer: subjectRecordShape, refusals: ['unknown_subject_record'] })
  async get(@CurrentCaller() caller: Caller, @Param('id') id: string): Promise<StoredSubjectRecord> {
    return this.records.get(caller.tenantId, id);
  }

  @Delete(':id')
  @HttpCode(204)
  @RequireScope('records:write')
  @Operation({ summary: 'Erases a customer.', refusals: ['unknown_subject_record'] })
  async erase(@CurrentCaller() caller: Caller, @Param('id') id: string): Promise<void> {
    await this.records.erase(caller.tenantId, id);
  }
}
