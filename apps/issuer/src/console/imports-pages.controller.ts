import { Readable } from 'node:stream';
import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { encodeUtf8, isCodedError } from '#primitives';
import { parseDoor, parseForm } from '#service-kit/door';
import { localeOf } from '#service-kit/pages';
import { CurrentSession, leadTo, RequireSession, type OperatorSession } from '#service-kit/sessions';
import { sendConsolePage, type Visit } from './console-page.js';
import { visitOf, type ConsoleParts } from './console-parts.js';
import { ImportsPage, type FileRefusal } from './imports-page.js';
import { IMPORTS_MESSAGES } from './imports.messages.js';
import { problemsCsv } from './problems-csv.js';
import { ReportPage } from './report-page.js';
import { REPORT_MESSAGES } from './report.messages.js';

const pastedForm = z.strictObject({ rows: z.string().default('') });
const UPLOAD = ['issuer/upload-file.js'];

/** `/imports`: customer files, and what became of them. */
@Controller('imports')
export class ImportsPagesController {
  constructor(private readonly parts: ConsoleParts) {}

  @Get()
  @RequireSession('records:read')
  async show(@CurrentSession() session: OperatorSession, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    await this.#sendImports(visitOf(this.parts, session, request, reply), 200);
  }

  /** A file from the script, or rows from the form; a repeat finds them unchanged. */
  @Post()
  @RequireSession('records:write')
  async run(
    @CurrentSession() session: OperatorSession,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Body() body: unknown,
  ): Promise<void> {
    const { imports, publicUrl } = this.parts;
    try {
      const { id } = await imports.run(session.tenantId, chunksOf(body));
      leadTo(reply, publicUrl, `/imports/${id}`);
    } catch (error) {
      const refused = this.#fileRefusal(error);
      if (refused === undefined) throw error;
      await this.#sendImports(visitOf(this.parts, session, request, reply), 400, refused);
    }
  }

  @Get(':id')
  @RequireSession('records:read')
  async report(
    @CurrentSession() session: OperatorSession,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('id') id: string,
  ): Promise<void> {
    const { imports, customerFileShape: shape } = this.parts;
    const report = await imports.find(session.tenantId, id);
    const mayForget = session.scopes.includes('records:write');
    sendConsolePage(visitOf(this.parts, session, request, reply), {
      title: REPORT_MESSAGES[localeOf(request)].title,
      section: 'imports',
      body: (locale) => ReportPage({ locale, report, shape, mayForget }),
    });
  }

  @Get(':id/refused-rows.csv')
  @RequireSession('records:read')
  async download(
    @CurrentSession() session: OperatorSession,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('id') id: string,
  ): Promise<void> {
    const { imports, customerFileShape } = this.parts;
    const { problems } = await imports.find(session.tenantId, id);
    void reply
      .header('content-disposition', 'attachment; filename="refused-rows.csv"')
      .type('text/csv; charset=utf-8')
      .send(problemsCsv(problems ?? [], customerFileShape, localeOf(request)));
  }

  @Post(':id/forgetting')
  @RequireSession('records:write')
  async forget(
    @CurrentSession() session: OperatorSession,
    @Res() reply: FastifyReply,
    @Param('id') id: string,
  ): Promise<void> {
    await this.parts.imports.forgetProblems(session.tenantId, id);
    leadTo(reply, this.parts.publicUrl, `/imports/${encodeURIComponent(id)}`);
  }

  #fileRefusal(error: unknown): FileRefusal | undefined {
    if (!isCodedError(error) || this.parts.customerFileShape.rules[error.code]?.scope !== 'file') return undefined;
    const { line, column } = error.extensions ?? {};
    return {
      rule: error.code,
      line: typeof line === 'number' ? line : undefined,
      column: typeof column === 'string' ? column : undefined,
    };
  }

  async #sendImports(visit: Visit, status: number, refused?: FileRefusal): Promise<void> {
    const past = await this.parts.views.imports(visit.tenant.slug);
    sendConsolePage(visit, {
      title: IMPORTS_MESSAGES[localeOf(visit.request)].title,
      section: 'imports',
      path: '/imports',
      status,
      scripts: UPLOAD,
      body: (locale) => ImportsPage({ locale, shape: this.parts.customerFileShape, past, refused }),
    });
  }
}

async function* piecesOf(text: string): AsyncGenerator<Uint8Array> {
  yield encodeUtf8(text);
}

/** @throws `invalid_request` */
function chunksOf(body: unknown): AsyncIterable<Uint8Array> {
  if (body instanceof Readable) return body as AsyncIterable<Uint8Array>;
  return piecesOf(parseDoor(pastedForm, parseForm(body)).rows);
}
