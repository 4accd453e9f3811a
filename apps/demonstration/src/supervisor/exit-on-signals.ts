const SIGNALS = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 } as const;

/**
 * Lets a signal end this process by way of `exit`, on which the services are ended too; a signal's own way would leave them
 * behind, for they are in groups of their own. A caller that listens to a signal itself keeps it.
 * @returns what takes the listeners away again
 */
export function exitOnSignals(): () => void {
  const taken = Object.entries(SIGNALS)
    .filter(([signal]) => process.listenerCount(signal) === 0)
    .map(([signal, number]) => ({ signal, listener: () => process.exit(128 + number) }));
  for (const { signal, listener } of taken) process.once(signal, listener);
  return () => {
    for (const { signal, listener } of taken) process.off(signal, listener);
  };
}
