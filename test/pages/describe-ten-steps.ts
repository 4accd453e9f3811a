import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Locale } from '#look';
import { examine } from './examine.js';
import { makePagesScene, type PagesScene } from './scene.js';
import { gatherPeople, TEN_STEPS, type People } from './ten-steps.js';

/** So that a walk that shows nothing is no success. */
const FEWEST_SCREENS = 60;

/** Takes the ten steps in one language, and examines every screen and state on the way. */
export function describeTenSteps(locale: Locale): void {
  describe(`the ten steps through the pages, in ${locale}`, () => {
    let scene: PagesScene;
    let people: People;
    let broken: string | undefined;
    const seen = new Set<string>();
    const faults: string[] = [];
    beforeAll(async () => {
      scene = await makePagesScene();
      people = await gatherPeople(scene, locale, async (name, page) => {
        if (seen.has(name)) return;
        seen.add(name);
        faults.push(...(await examine(name, page)));
      });
    }, 180_000);
    afterAll(() => scene.close(), 60_000);

    it.each(TEN_STEPS)(
      '%s',
      async (sentence, run) => {
        // The next steps hang on this one; nobody waits for them.
        if (broken !== undefined) throw new Error(`“${broken}” has failed before.`);
        broken = sentence;
        await run(people);
        broken = undefined;
      },
      180_000,
    );

    it('has on no screen an axe violation in either theme, sideways scroll at 320 pixels, or text that twice its size cuts off', () => {
      expect(faults).toEqual([]);
      expect(seen.size).toBeGreaterThanOrEqual(FEWEST_SCREENS);
    });

    it('asked nobody else for anything, and met no error and no refusal of a policy', () => {
      expect(people.profiles.flatMap(({ complaints }) => complaints)).toEqual([]);
      expect(scene.cooperation.failures).toEqual([]);
    });
  });
}
