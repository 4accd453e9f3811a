import { isCodedError } from '#primitives';
import { describeError, type Log } from '../log/index.js';

/** Runs a program; what it throws is said in words on the standard error, with exit code 1. */
export function runCommandLine(program: () => Promise<void>): void {
  program().catch((error: unknown) => {
    const detail = JSON.stringify(describeError(error), null, 2);
    process.stderr.write(isCodedError(error) ? `${error.code}: ${error.message}\n` : `${detail}\n`);
    if (isCodedError(error) && error.fault !== 'refusal') process.stderr.write(`${detail}\n`);
    process.exitCode = 1;
  });
}

/** Closes a service with grace when the process is asked to end. */
export function closeOnSignal(close: () => Promise<void>, log: Log): void {
  const stop = () => {
    close().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ error: describeError(error) }, 'closing failed');
        process.exit(1);
      },
    );
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}
