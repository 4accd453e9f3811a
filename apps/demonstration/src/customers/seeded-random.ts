/** Repeatable choices for invented people; never for anything that must stay unguessed. */
export interface Dice {
  /** A whole number from 0 up to, not including, `below`. */
  roll(below: number): number;
  pick<Choice>(choices: readonly Choice[]): Choice;
}

/** The generator Mulberry32: one 32-bit seed, the same sequence everywhere. */
export function createDice(seed: number): Dice {
  let state = seed >>> 0;
  const roll = (below: number): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
  return {
    roll,
    pick: (choices) => {
      const choice = choices[roll(choices.length)];
      if (choice === undefined) throw new RangeError('there is nothing to pick from');
      return choice;
    },
  };
}
