import { setTimeout as sleep } from 'node:timers/promises';

/** What must work for this instance to take requests (database, keys, queue; never the ledger): each throws when it doesn't. */
export type ReadinessChecks = Readonly<Record<string, () => Promise<void> | void>>;

export interface Readiness {
  ready: boolean;
  /** Check name → whether it passed. */
  checks: Record<string, boolean>;
}

const CHECK_TIMEOUT_MILLISECONDS = 2000;

export async function checkReadiness(checks: ReadinessChecks): Promise<Readiness> {
  const names = Object.keys(checks);
  const results = await Promise.all(names.map((name) => passes(checks[name])));
  return {
    ready: results.every(Boolean),
    checks: Object.fromEntries(names.map((name, index) => [name, results[index] === true])),
  };
}

async function passes(check: ReadinessChecks[string] | undefined): Promise<boolean> {
  const timer = new AbortController();
  try {
    const passed = Promise.resolve(check?.()).then(() => true);
    const late = sleep(CHECK_TIMEOUT_MILLISECONDS, false, { signal: timer.signal, ref: false });
    return await Promise.race([passed, late]);
  } catch {
    return false;
  } finally {
    timer.abort();
  }
}
