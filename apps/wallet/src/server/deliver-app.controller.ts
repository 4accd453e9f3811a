import { Controller, Get, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { TrustFile } from '#ledger';
import { refusal } from '#primitives';
import { SHELL, type AppFile } from './read-app-files.js';

/** What the app reads when it starts: its name, and whom it is to believe. */
export interface WalletDescription {
  name: string;
  cooperative: { url: string };
  trustFile: TrustFile;
}

/** The app's own places (`app/routes.ts`): each is answered with the shell, which reads the rest of the address itself. */
const PLACES =
  /^\/(?:setup|unlock|offer|present|settings|scan|history(?:\/[A-Za-z0-9._~-]{1,128})?|card\/[A-Za-z0-9._~-]{1,128})?$/;
const FOREVER = 'public, max-age=31536000, immutable';

@Controller()
export class DeliverAppController {
  constructor(
    private readonly files: ReadonlyMap<string, AppFile>,
    private readonly currentDescription: () => Promise<WalletDescription>,
    private readonly headers: Readonly<Record<string, string>>,
  ) {}

  @Get('wallet.json')
  describe(@Res({ passthrough: true }) reply: FastifyReply): Promise<WalletDescription> {
    void reply.header('cache-control', 'no-cache');
    return this.currentDescription();
  }

  @Get('*')
  deliver(@Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    const path = request.url.split(/[?#]/, 1)[0] ?? '';
    const file = this.files.get(PLACES.test(path) ? SHELL : path);
    if (file === undefined) throw refusal('not_found', 'There is nothing at this address.');
    void reply
      .headers(this.headers)
      .type(file.type)
      .header('etag', file.etag)
      .header('cache-control', file.immutable ? FOREVER : 'no-cache')
      .header('vary', 'Accept-Encoding');
    if (request.headers['if-none-match'] === file.etag) void reply.code(304).send();
    else if (file.gzipped !== undefined && acceptsGzip(request)) {
      void reply.header('content-encoding', 'gzip').send(file.gzipped);
    } else void reply.send(file.bytes);
  }
}

function acceptsGzip({ headers }: FastifyRequest): boolean {
  return /(?:^|,)\s*gzip\s*(?:,|$|;\s*q\s*=\s*(?:1|0\.\d*[1-9]))/i.test(String(headers['accept-encoding'] ?? ''));
}
