import { describe, expect, test } from '@jest/globals';
import { encodeHex, platformRandom } from '#primitives';

describe('random bytes of the platform', () => {
  test('have the length that was asked for, short and long', () => {
    for (const length of [0, 1, 16, 255, 256, 257, 5000]) expect(platformRandom(length)).toHaveLength(length);
  });

  test('never come twice, however many are drawn out of one reserve', () => {
    const draws = Array.from({ length: 5000 }, () => encodeHex(platformRandom(16)));
    expect(new Set(draws).size).toBe(draws.length);
    expect(draws).not.toContain('0'.repeat(32));
  });

  test('are the own of who drew them: changing them changes nobody else’s', () => {
    const [first, second] = [platformRandom(32), platformRandom(32)];
    const before = encodeHex(second);
    first.fill(0xff);
    expect(encodeHex(second)).toBe(before);
    expect(first.buffer.byteLength).toBe(32);
  });

  test('hold every value about as often as any other', () => {
    const counts = new Array<number>(256).fill(0);
    for (let draw = 0; draw < 4096; draw++) for (const byte of platformRandom(16)) counts[byte]!++;
    // 256 expected, standard deviation 16: eight of them would be a broken source.
    for (const count of counts) expect(Math.abs(count - 256)).toBeLessThan(128);
  });
});
