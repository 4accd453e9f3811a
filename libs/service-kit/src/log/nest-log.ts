import type { LoggerService } from '@nestjs/common';
import type { Log } from './create-log.js';
import { describeError } from './describe-error.js';

/** Nest's own messages, on our log: its chatter about routes is debugging. */
export class NestLog implements LoggerService {
  constructor(private readonly target: Log) {}

  log(message: unknown): void {
    this.target.debug({ nest: textOf(message) });
  }

  error(message: unknown): void {
    if (message instanceof Error) this.target.error({ error: describeError(message) }, 'framework error');
    else this.target.error({ nest: textOf(message) });
  }

  warn(message: unknown): void {
    this.target.warn({ nest: textOf(message) });
  }

  debug(message: unknown): void {
    this.target.debug({ nest: textOf(message) });
  }
}

function textOf(message: unknown): string {
  return typeof message === 'string' ? message : typeof message;
}
