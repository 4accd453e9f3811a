export interface SuiteCounts {
  passed: number;
  failed: number;
  /** None where it isn't said: programs have one test, and run it. */
  skipped?: number;
}

export function reportSuites(results: readonly (SuiteCounts & { name: string; seconds: number })[]): string[];

export interface JestReport {
  numPassedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  numFailedTests: number;
  numRuntimeErrorTestSuites: number;
}

export function countTests(report: JestReport, status: number | null): Required<SuiteCounts>;
