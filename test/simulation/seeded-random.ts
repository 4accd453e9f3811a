import { createHash } from 'node:crypto';
import type { RandomBytes } from '#primitives';

/** Chance that repeats itself: everything drawn follows from a name. Not for secrets. */
export class SeededRandom {
  readonly #state: Uint32Array;

  /** @param name the seed and whose chance it is, so that one party's draws leave another's as they are */
  constructor(name: string) {
    const digest = createHash('sha256').update(name).digest();
    this.#state = Uint32Array.from([0, 4, 8, 12], (place) => digest.readUInt32LE(place));
  }

  readonly bytes: RandomBytes = (length) => Uint8Array.from({ length }, () => this.#next() & 0xff);

  /** 0 to 1, without 1. */
  fraction(): number {
    return this.#next() / 2 ** 32;
  }

  /** A whole number, both ends included. */
  between(least: number, most: number): number {
    return least + Math.floor(this.fraction() * (most - least + 1));
  }

  chance(probability: number): boolean {
    return this.fraction() < probability;
  }

  pick<Item>(items: readonly Item[]): Item {
    const item = items[this.between(0, items.length - 1)];
    if (item === undefined) throw new RangeError('there is nothing to pick from');
    return item;
  }

  /** @param weights how often each of the names comes, relative to the others */
  weighted<Name extends string>(weights: Readonly<Record<Name, number>>): Name {
    const entries = Object.entries(weights) as [Name, number][];
    let left = this.fraction() * entries.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [name, weight] of entries) if ((left -= weight) < 0) return name;
    throw new RangeError('weights are positive');
  }

  /** xoshiro128** (Blackman and Vigna): small, fast and even. */
  #next(): number {
    const s = this.#state as unknown as [number, number, number, number];
    const result = Math.imul(rotate(Math.imul(s[1], 5), 7), 9) >>> 0;
    const shifted = s[1] << 9;
    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= shifted;
    s[3] = rotate(s[3], 11);
    return result;
  }
}

function rotate(value: number, bits: number): number {
  return (value << bits) | (value >>> (32 - bits));
}
