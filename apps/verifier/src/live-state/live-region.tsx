import type { ComponentChildren } from 'preact';
import type { Locale } from '#look';
import { countdownWords } from './countdown.js';

export interface LiveRegionProps {
  version: string;
  /** Addresses of the state, once and as events; without them nothing changes any more. */
  addresses?: { state: string; events: string } | undefined;
  /** Until the state ends by itself; absent where it does not. */
  secondsLeft?: number | undefined;
  children: ComponentChildren;
}

/** The part of a page that `live-page.client.ts` keeps current; without JavaScript it is what it was when the page came. */
export function LiveRegion({ version, addresses, secondsLeft, children }: LiveRegionProps) {
  return (
    <>
      <p id="announcement" class="l-visually-hidden" role="status" />
      <div
        id="live"
        class="l-stack"
        data-version={version}
        data-state={addresses?.state}
        data-events={addresses?.events}
        data-seconds={secondsLeft}
      >
        {children}
      </div>
    </>
  );
}

/** The time left, in words; no live region, since the script announces the few moments that matter. */
export function Countdown({ secondsLeft, locale }: { secondsLeft: number; locale: Locale }) {
  return (
    <p class="l-hint">
      <span role="timer">{countdownWords(secondsLeft, locale)}</span>
    </p>
  );
}
