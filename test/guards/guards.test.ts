import { describe, expect, test } from '@jest/globals';
import { VERIFICATION_CHECKS, verifyPresentationWith, type Check } from '#verification';
import { withBlindCheck, withoutCheck } from './blind-checks.js';
import { findFaults, prepare, runScenario } from './run-scenario.js';
import { SCENARIOS } from './scenarios.js';

/**
 * Each check is taken out of the list in turn, and made blind in turn; the scenario tests of libs/verification that this
 * breaks are found by running them. `run-guards.mjs` prints what it came to.
 */
describe.each(VERIFICATION_CHECKS.map(({ name }) => name))('%s', (name) => {
  const scenarios = SCENARIOS.filter(({ check }) => check === name);

  test('has a scenario of its own', () => {
    expect(scenarios.map((scenario) => scenario.name)).not.toEqual([]);
  });

  test.each(scenarios)('taken out, it is missed by: $name', async (scenario) => {
    expect(findFaults(scenario, await runScenario(scenario, withoutCheck(name)))).not.toEqual([]);
  });

  // What other checks refuse too stays refused, and the scenario names those checks.
  test.each(scenarios)('made blind, it is missed by: $name', async (scenario) => {
    const outcome = await runScenario(scenario, withBlindCheck(name));
    const refusedBy = outcome.verdicts.filter((verdict) => verdict.outcome === 'failed').map(({ check }) => check);
    expect(new Set(refusedBy)).toEqual(new Set(scenario.backedBy));
    const halted = outcome.verdicts.some(({ prerequisite }) => prerequisite !== undefined);
    if (scenario.endsThere) expect(halted).toBe(true);
    else if (refusedBy.length === 0) expect(outcome.decision).toBe('verified');
  });

  test('taken out, it lets nothing through for want of a fact', async () => {
    const check = VERIFICATION_CHECKS.find((listed) => listed.name === name) as Check | undefined;
    const { input, trust, clock } = await prepare(() => undefined, check?.formats?.[0]);
    const { decision } = await verifyPresentationWith(withoutCheck(name), input, trust, clock);
    expect(decision).toBe(check?.gives.length ? 'not_verified' : 'verified');
  });
});
