import type { OnModuleInit } from '@nestjs/common';
import type { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';

/** Hands `text/csv` to the controller as a stream of bytes, so that a bad byte can be reported with its line. */
export class CsvBody implements OnModuleInit {
  constructor(private readonly adapterHost: HttpAdapterHost) {}

  onModuleInit(): void {
    const fastify = this.adapterHost.httpAdapter.getInstance<FastifyInstance>();
    fastify.removeContentTypeParser('text/csv');
    fastify.addContentTypeParser('text/csv', (_request, payload, done) => done(null, payload));
  }
}
