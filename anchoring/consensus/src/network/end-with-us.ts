import type { ChildProcess } from 'node:child_process';

const running = new Set<ChildProcess>();
let isListening = false;

/** However this process ends (short of SIGKILL), it leaves no process of its behind. */
export function endWithUs(child: ChildProcess): void {
  running.add(child);
  child.once('close', () => running.delete(child));
  if (isListening) return;
  isListening = true;
  process.on('exit', () => {
    for (const one of running) one.kill('SIGTERM');
  });
}
