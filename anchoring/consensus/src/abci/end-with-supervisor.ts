import { fstatSync } from 'node:fs';
import type { Readable } from 'node:stream';

/**
 * Calls back when the process that started this one is gone, in whatever way: the pipe that it holds as our standard input ends.
 * A standard input that is no pipe (a terminal, `/dev/null`) says nothing of the kind.
 * @param input standard input, of which nothing is read
 */
export function endWithSupervisor(input: Readable & { fd: number; unref?: () => unknown }, end: () => void): void {
  const stat = fstatSync(input.fd);
  if (!stat.isFIFO() && !stat.isSocket()) return;
  input.once('end', end).once('error', end).resume();
  // It alone keeps no process alive.
  input.unref?.();
}
