import 'reflect-metadata';
import type { DynamicModule, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Server } from 'node:http';
import { Server as TlsServer } from 'node:tls';
import { checkReadiness, createMetrics, serveMetrics, type Metrics, type ReadinessChecks } from '#service-kit/health';
import { describeError, NestLog, type Log } from '#service-kit/log';
import { serveOpenApi, type OpenApiDocument } from '#service-kit/openapi';
import { platformNetwork, type Network } from '#service-kit/network';
import { pageHeaders, renderErrorPage, servePageAssets, type ErrorPageOptions } from '#service-kit/pages';
import { ErrorFilter, type ErrorShapes } from '#service-kit/problem';
import { HANDSHAKE, keepTlsFresh, readTlsFiles, TLS_TERMS, type TlsFiles, type TlsPair } from '#service-kit/tls';
import { addAccessLog } from './access-log.js';
import { addAnswerHeaders } from './answer-headers.js';
import { addBodyParsers } from './body-parsers.js';
import { closeGracefullyOf } from './close-gracefully.js';
import { refuseBrokenRequest } from './refuse-broken-request.js';
import { refuseNulInAddress } from './refuse-nul-characters.js';

const REQUEST_TIMEOUT_MILLISECONDS = 30_000;

export interface HttpServiceOptions {
  /** The app's Nest module. */
  module: Type | DynamicModule;
  /** What every link derives from; the Host header is never looked at. */
  publicUrl: string;
  /** Port 0: one from the system. */
  listen: { host: string; port: number };
  /** Proxies in front, by address or network: what they say of a caller's address (`X-Forwarded-For`) is believed, no other's. */
  trustedProxies?: readonly string[] | undefined;
  /** With it the service serves TLS itself; without it, a proxy in front does, or the service is on a loopback host. */
  tls?: (TlsFiles & { lookAgainMilliseconds?: number }) | undefined;
  /** Sockets where nothing is said. */
  network?: Network | undefined;
  bodyLimitBytes: number;
  /** A route's own limit in bytes, by method and route pattern (`/api/v1/imports`). */
  bodyLimitOf?: (method: string, route: string) => number | undefined;
  /** Route patterns whose JSON body reaches the controller unparsed, as a text: where its canonical form matters. */
  rawJson?: (route: string) => boolean;
  /** Whether any origin's page may call this path. */
  publicCors: (path: string) => boolean;
  errors: ErrorShapes;
  /** Pages for people: their errors are pages, and `/assets/` is served. */
  pages?: ErrorPageOptions;
  /** Served at `/api/openapi.json`. */
  openApi?: OpenApiDocument;
  log: Log;
  readiness?: ReadinessChecks;
  metrics?: Metrics;
  /** Where `/metrics` is served; nowhere without it. */
  metricsListen?: { host: string; port: number } | undefined;
}

export interface HttpService {
  app: NestFastifyApplication;
  /** Where it listens, without a trailing slash; not the public URL. */
  url: string;
  metricsUrl?: string;
  /** Takes no new requests, lets the running ones end (at most 10 seconds), then closes the module. */
  close(): Promise<void>;
}

/**
 * Starts an HTTP service: the app's routes, `/livez`, `/readyz`, limits, header fields, errors and access log.
 * @throws the codes of `readTlsFiles` (outages)
 */
export async function createHttpService(options: HttpServiceOptions): Promise<HttpService> {
  const metrics = options.metrics ?? createMetrics();
  const errorFilter = new ErrorFilter(errorShapesOf(options), (error, request) =>
    options.log.error({ ...request, error: describeError(error) }, 'request failed'),
  );
  const tls = options.tls && (await readTlsFiles(options.tls));
  const adapter = createAdapter(options, { metrics, errorFilter, tls });
  const app = await NestFactory.create<NestFastifyApplication>(options.module, adapter, {
    bodyParser: false,
    logger: new NestLog(options.log),
    abortOnError: false,
  });
  app.useGlobalFilters(errorFilter);
  const server: Server = app.getHttpServer();
  const closeGracefully = closeGracefullyOf(server);
  const url = await (options.network ?? platformNetwork).listen(app, options.listen);
  const stopLooking = keepServingTls(server, tls, { ...options, metrics });
  const measured = options.metricsListen && (await serveMetrics(metrics, options.metricsListen));
  return {
    app,
    url,
    ...(measured ? { metricsUrl: measured.url } : {}),
    close: async () => {
      stopLooking();
      await measured?.close();
      await closeGracefully(() => app.close());
    },
  };
}

/** @returns a function that stops it */
function keepServingTls(
  server: Server,
  served: TlsPair | undefined,
  { tls, log, metrics }: HttpServiceOptions & { metrics: Metrics },
): () => void {
  if (served === undefined || tls === undefined || !(server instanceof TlsServer)) return () => undefined;
  return keepTlsFresh(server, tls, served, { log, metrics, everyMilliseconds: tls.lookAgainMilliseconds });
}

function createAdapter(
  options: HttpServiceOptions,
  { metrics, errorFilter, tls }: { metrics: Metrics; errorFilter: ErrorFilter; tls: TlsPair | undefined },
): FastifyAdapter {
  let requests = 0;
  const adapter = new FastifyAdapter({
    ...(tls ? { https: { ...TLS_TERMS, ...HANDSHAKE, cert: tls.cert, key: tls.key } } : {}),
    bodyLimit: options.bodyLimitBytes,
    requestTimeout: REQUEST_TIMEOUT_MILLISECONDS,
    forceCloseConnections: 'idle',
    trustProxy: options.trustedProxies?.length ? [...options.trustedProxies] : false,
    requestIdHeader: false,
    genReqId: () => `${process.pid}-${++requests}`,
    clientErrorHandler: refuseBrokenRequest,
    // Of an address that the router can't read no hook hears.
    frameworkErrors: (error: unknown, request: FastifyRequest, reply: FastifyReply) => {
      reply.headers(answerHeaders(request.url));
      errorFilter.answer(error, request, reply);
    },
    routerOptions: { maxParamLength: 512, ignoreTrailingSlash: false },
  });
  const fastify = adapter.getInstance();
  const { bodyLimitOf } = options;
  if (bodyLimitOf) {
    fastify.addHook('onRoute', (route) => {
      const method = Array.isArray(route.method) ? (route.method[0] ?? '') : route.method;
      const limit = bodyLimitOf(method, route.url);
      if (limit !== undefined) route.bodyLimit = limit;
    });
  }
  addBodyParsers(fastify, options.rawJson ?? (() => false));
  const answerHeaders = addAnswerHeaders(fastify, options);
  refuseNulInAddress(fastify, (error, request, reply) => errorFilter.answer(error, request, reply));
  addAccessLog(fastify, options.log, metrics);
  if (options.pages) servePageAssets(fastify, (...refused) => errorFilter.answer(...refused));
  if (options.openApi) serveOpenApi(fastify, options.openApi, options.publicUrl);
  fastify.get('/livez', (_request, reply) => reply.send({ live: true }));
  fastify.get('/readyz', async (_request, reply) => {
    const readiness = await checkReadiness(options.readiness ?? {});
    return reply.code(readiness.ready ? 200 : 503).send(readiness);
  });
  return adapter;
}

function errorShapesOf({ errors, pages }: HttpServiceOptions): ErrorShapes {
  if (pages === undefined) return errors;
  const render: NonNullable<ErrorShapes['pages']>['render'] = (...parts) => renderErrorPage(pages, ...parts);
  return { ...errors, pages: { paths: pages.paths, headers: () => pageHeaders(), render } };
}
