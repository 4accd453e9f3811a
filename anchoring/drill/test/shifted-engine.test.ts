import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { findShiftedEngine, setClock, shiftedClock, type ShiftedEngineSearch } from '../src/index.js';
import { drillScratch } from './drill-scratch.js';

/** The three places as CometBFT's sources have them. */
const TIME = `package time

import "time"

// Now returns the current time in UTC with no monotonic component.
func Now() time.Time {
	return Canonical(time.Now())
}

func Canonical(t time.Time) time.Time { return t }
`;
const VALIDATION = `package state

import (
	"time"
)

func validate() bool { return block.Time.Before(time.Now().Add(tol)) }
`;
/** What it would compile is put together in place of a program, and each build is noted. */
const GO = `#!/bin/sh
case "$1 $2" in
  "env GOVERSION") echo go1.26.0 ;;
  "mod download") echo "{\\"Dir\\": \\"$SOURCES\\"}" ;;
  "mod edit") echo "$4" > replaced ;;
  "build "*)
    [ -e "$BROKEN" ] && exit 1
    sources=$(sed 's/.*=//' replaced)
    while [ "$1" != -o ]; do shift; done
    cat "$sources/types/time/time.go" "$sources/types/time/shifted_time.go" "$sources/state/validation.go" > "$2"
    echo "$2" >> "$BUILDS" ;;
esac
`;

let scratch: ReturnType<typeof drillScratch>;
let search: ShiftedEngineSearch;
const at = (name: string) => join(scratch.folder, name);

beforeEach(() => {
  scratch = drillScratch();
  const files = {
    'module/go.mod': 'module fictive\n',
    'module/go.sum': 'sums\n',
    'clock.go': 'package time // the clock that is set\n',
    'sources/types/time/time.go': TIME,
    'sources/state/validation.go': VALIDATION,
    'bin/go': GO,
  };
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(at(name)), { recursive: true });
    writeFileSync(at(name), text);
  }
  chmodSync(at('bin/go'), 0o755);
  search = {
    moduleFolder: at('module'),
    clockSource: at('clock.go'),
    cacheFolder: at('cache'),
    goEnvironment: {
      PATH: `${at('bin')}:${process.env['PATH'] ?? ''}`,
      ...{ SOURCES: at('sources'), BUILDS: at('builds'), BROKEN: at('broken') },
    },
    say: () => undefined,
  };
});
afterEach(() => scratch.remove());

const builds = () => readFileSync(at('builds'), 'utf8').trim().split('\n').length;
const notBuilt = expect.objectContaining({ code: 'shifted_engine_not_built' });

describe('the engine with a clock that can be set', () => {
  it('is the pinned one, but that consensus never asks the wall clock, and is built once', () => {
    const program = findShiftedEngine(search);
    const built = readFileSync(program, 'utf8');
    expect(built).toContain('the clock that is set');
    expect(built).not.toContain('func Now()');
    expect(built).toContain('func Canonical(');
    expect(built).toContain('block.Time.Before(cmttime.Now().Add(tol))');
    expect(built).toContain('cmttime "github.com/cometbft/cometbft/types/time"');
    expect(findShiftedEngine(search)).toBe(program);
    expect(builds()).toBe(1);
    expect(readFileSync(at('sources/types/time/time.go'), 'utf8')).toBe(TIME);
  });

  it('is built anew for another clock or other sums', () => {
    const first = findShiftedEngine(search);
    writeFileSync(at('clock.go'), 'package time // another\n');
    const second = findShiftedEngine(search);
    writeFileSync(at('module/go.sum'), 'other sums\n');
    expect(new Set([first, second, findShiftedEngine(search)]).size).toBe(3);
    expect(builds()).toBe(3);
  });

  it.each([
    ['types/time/time.go', 'package time\n'],
    ['state/validation.go', VALIDATION.replace('time.Now()', 'clock.Now()')],
    ['state/validation.go', VALIDATION.replace('import (\n\t"time"\n)', 'import "time"')],
  ])('is refused where %s is not what it was', (file, text) => {
    writeFileSync(at(`sources/${file}`), text);
    expect(() => findShiftedEngine(search)).toThrow(notBuilt);
    expect(existsSync(at('builds'))).toBe(false);
  });

  it('is refused without Go, and where the build fails, and leaves nothing that a later search would take', () => {
    expect(() => findShiftedEngine({ ...search, goEnvironment: { PATH: at('nothing') } })).toThrow(notBuilt);
    writeFileSync(at('broken'), '');
    expect(() => findShiftedEngine(search)).toThrow(notBuilt);
    const [folder = ''] = readdirSync(at('cache'));
    expect(readdirSync(join(at('cache'), folder))).toEqual([]);
  });
});

describe('a clock that is set', () => {
  it('is right until then, and as far off as it was set last', () => {
    const clock = shiftedClock(scratch.folder, () => 1_000_000);
    expect(clock()).toBe(1_000_000);
    setClock(scratch.folder, 80_000);
    expect(clock()).toBe(1_080_000);
    setClock(scratch.folder, -500);
    expect(clock()).toBe(999_500);
  });
});
