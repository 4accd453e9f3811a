import { isLocale, type Locale } from '#look';
import { countdownAnnouncement, countdownWords } from './countdown.js';
import type { LiveState } from './live-state.js';

const POLL_MILLISECONDS = 3_000;
const TICK_MILLISECONDS = 1_000;

/**
 * Keeps `#live` current: by events where they come, by asking now and then where they don't, and at once when the tab is looked
 * at again. Whatever says that something changed, the page itself is fetched anew, so that there is one rendering of every state.
 */
class LivePage {
  #events: EventSource | undefined;
  #refreshing: Promise<void> | undefined;
  #began = performance.now();
  #secondsBefore = Number.POSITIVE_INFINITY;

  constructor(
    private live: HTMLElement,
    private readonly announcement: HTMLElement,
    private readonly locale: Locale,
  ) {}

  start(): void {
    this.#connect();
    setInterval(() => this.#tick(), TICK_MILLISECONDS);
    setInterval(() => void this.#pollIfSilent(), POLL_MILLISECONDS);
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'visible') void this.#resume();
    });
    window.addEventListener('pageshow', (event) => {
      if (event.persisted) void this.#resume();
    });
    window.addEventListener('online', () => void this.#resume());
    window.addEventListener('pagehide', () => this.#events?.close());
    this.#tick();
  }

  #connect(): void {
    const address = this.live.dataset.events;
    if (address === undefined || !('EventSource' in window)) return;
    this.#events?.close();
    this.#events = new EventSource(address);
    this.#events.addEventListener('state', (event: MessageEvent<string>) => {
      this.#apply(JSON.parse(event.data) as LiveState);
    });
  }

  /** A browser reconnects a stream by itself; meanwhile, and where it has given up, the page asks. */
  async #pollIfSilent(): Promise<void> {
    if (document.visibilityState === 'visible' && this.#events?.readyState !== EventSource.OPEN) await this.#poll();
  }

  async #poll(): Promise<void> {
    const address = this.live.dataset.state;
    if (address === undefined) return;
    try {
      const answer = await fetch(address, { headers: { accept: 'application/json' } });
      if (answer.ok) this.#apply((await answer.json()) as LiveState);
      // Not this browser's page any more: the page itself says why.
      else if (answer.status === 403 || answer.status === 404) location.reload();
    } catch {
      // Without a network nothing is known; the next round asks again.
    }
  }

  /** A tab in the background may have slept: neither its stream nor its clock is believed. */
  async #resume(): Promise<void> {
    if (this.#events?.readyState !== EventSource.OPEN) this.#connect();
    await this.#poll();
    await this.#refresh();
  }

  #apply(state: LiveState): void {
    if (state.leave) location.reload();
    else if (state.version !== this.live.dataset.version) void this.#refresh();
  }

  #refresh(): Promise<void> {
    this.#refreshing ??= this.#fetchAnew()
      .catch(() => undefined)
      .finally(() => (this.#refreshing = undefined));
    return this.#refreshing;
  }

  async #fetchAnew(): Promise<void> {
    const answer = await fetch(location.href, { headers: { accept: 'text/html' } });
    const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html').getElementById('live');
    if (fresh === null) return location.reload();
    const changed = fresh.dataset.version !== this.live.dataset.version;
    if (changed) {
      const hadFocus = this.live.contains(document.activeElement);
      const here = document.importNode(fresh, true);
      this.live.replaceWith(here);
      this.live = here;
      const title = here.querySelector<HTMLElement>('[data-stage-title]');
      // Who was on a button that is gone is led to what came instead.
      if (hadFocus) title?.focus();
      this.announcement.textContent = title?.textContent ?? '';
    }
    this.live.dataset.seconds = fresh.dataset.seconds;
    this.#began = performance.now();
    this.#secondsBefore = Number.POSITIVE_INFINITY;
    this.#tick();
  }

  /** The server says how many seconds are left: a wrong clock on this device changes nothing. */
  #tick(): void {
    const { seconds } = this.live.dataset;
    const words = this.live.querySelector<HTMLElement>('[role=timer]');
    if (seconds === undefined || words === null) return;
    const left = Number(seconds) - (performance.now() - this.#began) / 1000;
    const text = countdownWords(left, this.locale);
    if (words.textContent !== text) words.textContent = text;
    const announced = countdownAnnouncement(this.#secondsBefore, left, this.locale);
    if (announced !== undefined && this.#secondsBefore !== Number.POSITIVE_INFINITY) {
      this.announcement.textContent = announced;
    }
    if (left <= 0 && this.#secondsBefore > 0) void this.#poll();
    this.#secondsBefore = left;
  }
}

const live = document.getElementById('live');
const announcement = document.getElementById('announcement');
const { lang } = document.documentElement;
if (live !== null && announcement !== null) new LivePage(live, announcement, isLocale(lang) ? lang : 'en').start();
