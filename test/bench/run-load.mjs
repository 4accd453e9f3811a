const CONCURRENCY = 8;

/**
 * Runs whole flows side by side for a while and counts those that end within it.
 * @param {() => Promise<void>} flow throws where it does not succeed
 * @param {number} seconds
 * @param {() => Promise<number>} readCpuSeconds of all server processes together
 */
export async function runLoad(flow, seconds, readCpuSeconds) {
  const cpuBefore = await readCpuSeconds();
  const startedAt = performance.now();
  const until = startedAt + seconds * 1000;
  const durations = [];
  const worker = async () => {
    while (performance.now() < until) {
      const begun = performance.now();
      await flow();
      durations.push(performance.now() - begun);
    }
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, worker));
  const wallSeconds = (performance.now() - startedAt) / 1000;
  const cpuSeconds = (await readCpuSeconds()) - cpuBefore;
  durations.sort((left, right) => left - right);
  return {
    flows: durations.length,
    perCpuSecond: round(durations.length / cpuSeconds),
    perSecond: round(durations.length / wallSeconds),
    cpuMillisecondsEach: Math.round((cpuSeconds * 1e6) / durations.length) / 1000,
    p50Milliseconds: round(durations[Math.floor(durations.length * 0.5)]),
    p99Milliseconds: round(durations[Math.floor(durations.length * 0.99)]),
  };
}

export function round(number) {
  return Math.round(number * 10) / 10;
}
