import { beforeEach, describe, expect, it } from '@jest/globals';
import { IdleLock } from '../src/app/gate/idle-lock.js';
import { OpenFlows } from '../src/app/gate/open-flows.js';

const MINUTE = 60_000;
let now = 0;
let flows: OpenFlows;
let idle: IdleLock;
beforeEach(() => {
  now = 1_000_000;
  flows = new OpenFlows();
  idle = new IdleLock(
    () => now,
    () => flows.open,
  );
});

describe('an open wallet', () => {
  it('locks itself after 15 minutes in which nobody touched it, not before', () => {
    now += 14 * MINUTE;
    idle.touched();
    now += 15 * MINUTE - 1;
    expect(idle.isDue()).toBe(false);
    now += 1;
    expect(idle.isDue()).toBe(true);
  });

  it('locks itself when it was hidden for 5 minutes, also if the timer slept meanwhile', () => {
    idle.hidden();
    now += 5 * MINUTE - 1;
    idle.hidden();
    expect(idle.isDue()).toBe(false);
    now += 1;
    expect(idle.isDue()).toBe(true);
  });

  it('stays open for whoever comes back in time', () => {
    idle.hidden();
    now += 4 * MINUTE;
    idle.shown();
    now += 4 * MINUTE;
    expect(idle.isDue()).toBe(false);
  });

  it('waits for what is under way, half an hour at most', () => {
    const end = flows.begin();
    idle.hidden();
    now += 29 * MINUTE;
    expect(idle.isDue()).toBe(false);
    now += MINUTE;
    expect(idle.isDue()).toBe(true);
    idle.shown();
    idle.hidden();
    end();
    now += 5 * MINUTE;
    expect(idle.isDue()).toBe(true);
  });
});

describe('flows', () => {
  it('are open until each has ended, however often it says so', () => {
    const changes: boolean[] = [];
    const stop = flows.subscribe(() => changes.push(flows.open));
    const [first, second] = [flows.begin(), flows.begin()];
    first();
    first();
    expect(flows.open).toBe(true);
    second();
    expect(flows.open).toBe(false);
    stop();
    flows.begin();
    expect(changes).toEqual([true, true, true, false]);
  });
});
