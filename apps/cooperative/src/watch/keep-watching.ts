import { alarmKey, describeAlarm, type Alarm, type WatchReport, type Watcher } from '#anchoring/watch';

/** After a start, so that services which start together find each other. */
const FIRST_LOOK_MILLISECONDS = 2_000;

export interface Watching {
  /** What the last look showed; `undefined` before the first. */
  latest(): WatchReport | undefined;
  /** Looks now. */
  run(): Promise<void>;
  /** Ends the repetition, and waits for what runs. */
  stop(): Promise<void>;
}

export interface WatchingParts {
  watcher: Pick<Watcher, 'look'>;
  everyMilliseconds: number;
  /** Hears of each alarm once when it begins, in a sentence for an operator. */
  raised: (alarm: Alarm, sentence: string) => void;
  /** Hears of a look that failed; the next one is made all the same. */
  failed: (error: unknown) => void;
}

/** Compares our ledger with what the other colleges' services show, again and again, one look at a time. */
export function keepWatching({ watcher, everyMilliseconds, raised, failed }: WatchingParts): Watching {
  let stopped = false;
  let last: Promise<unknown> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  let latest: WatchReport | undefined;
  let standing = new Set<string>();
  const look = async () => {
    latest = await watcher.look();
    const now = new Set<string>();
    for (const alarm of latest.alarms) {
      const sentence = describeAlarm(alarm, 'en');
      const key = alarmKey(alarm);
      now.add(key);
      if (!standing.has(key)) raised(alarm, sentence);
    }
    standing = now;
  };
  const run = () => {
    const turn = last.then(look);
    last = turn.catch(() => undefined);
    return turn;
  };
  const schedule = (after: number) => {
    if (stopped) return;
    timer = setTimeout(
      () =>
        void run()
          .catch(failed)
          .finally(() => schedule(everyMilliseconds)),
      after,
    );
    timer.unref();
  };
  schedule(FIRST_LOOK_MILLISECONDS);
  return {
    latest: () => latest,
    run,
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await last;
    },
  };
}
