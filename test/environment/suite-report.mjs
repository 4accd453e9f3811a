/** What the runner closes with: a row for each suite, and one line over all of them. What was left out is said where there is any. */
export function reportSuites(results) {
  const width = Math.max(...results.map(({ name }) => name.length));
  const rows = results.map(({ name, seconds, passed, failed, skipped = 0 }) => {
    const counted = [`${passed} passed`, ...(failed > 0 ? [`${failed} FAILED`] : []), ...saySkipped(skipped)];
    return `${name.padEnd(width)}  ${seconds.toFixed(1).padStart(6)} s  ${counted.join(', ')}`;
  });
  const total = (field) => results.reduce((sum, result) => sum + (result[field] ?? 0), 0);
  const closing = [`${total('passed')} passed`, `${total('failed')} failed`, ...saySkipped(total('skipped'))];
  return [...rows, closing.join(', ')];
}

/**
 * Counts what Jest reports (`--json`). A run that counts no test has failed, and so has one that ends badly without saying of what.
 * @param status Jest's exit code
 */
export function countTests(report, status) {
  const { numPassedTests: passed, numPendingTests, numTodoTests, numFailedTests, numRuntimeErrorTestSuites } = report;
  const failed = numFailedTests + numRuntimeErrorTestSuites;
  const isEmpty = failed === 0 && (status !== 0 || passed === 0);
  return { passed, failed: isEmpty ? 1 : failed, skipped: numPendingTests + numTodoTests };
}

const saySkipped = (skipped) => (skipped > 0 ? [`${skipped} skipped`] : []);
