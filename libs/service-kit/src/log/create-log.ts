import { pino, type DestinationStream, type Logger } from 'pino';

export const LOG_LEVELS = ['silent', 'error', 'warn', 'info', 'debug'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];
export type Log = Logger;

/** Members that are cut out wherever a log line might carry them; a second line of defence, not the first. */
const REDACTED = [
  'authorization',
  'cookie',
  'token',
  'code',
  'secret',
  'password',
  'apiKey',
  'dpop',
  'body',
  'headers',
];

/**
 * One JSON line an event, on standard output. What is logged is named by us: no claims, codes, tokens, queries or addresses
 * with identifiers in them (design §6).
 */
export function createLog(options: { service: string; level: LogLevel; destination?: DestinationStream }): Log {
  return pino(
    {
      level: options.level,
      base: { service: options.service },
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: { paths: REDACTED.flatMap((member) => [`request.${member}`, `*.${member}`]), remove: true },
    },
    ...(options.destination ? [options.destination] : []),
  );
}
