import type { FastifyInstance } from 'fastify';
import type { Metrics } from '#service-kit/health';
import type { Log } from '#service-kit/log';

/** Notes each answer by its route's pattern: addresses and queries hold identifiers and capabilities. */
export function addAccessLog(fastify: FastifyInstance, log: Log, metrics: Metrics): void {
  const classes = ['1xx', '2xx', '3xx', '4xx', '5xx'].map((name) =>
    metrics.counter(`incola_http_answers_${name}_total`, `Answers with a status ${name}.`),
  );
  const logging = log.isLevelEnabled('info');
  fastify.addHook('onResponse', (request, reply, done) => {
    classes[Math.floor(reply.statusCode / 100) - 1]?.add();
    if (logging) {
      const milliseconds = Math.round(reply.elapsedTime * 10) / 10;
      const route = request.routeOptions.url ?? 'none';
      log.info({ id: request.id, method: request.method, route, status: reply.statusCode, milliseconds }, 'answered');
    }
    done();
  });
}
