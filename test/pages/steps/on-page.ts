import type { Locator, Page } from 'playwright-core';

/** Called at each screen and state that a person meets, once it stands there. */
export type Look = (name: string, page: Page) => Promise<void>;

export const nothingToLookAt: Look = () => Promise.resolve();

export function button(page: Page, name: string): Locator {
  return page.getByRole('button', { name, exact: true });
}

export function link(page: Page, name: string): Locator {
  return page.getByRole('link', { name, exact: true });
}

/** Waits for a screen by its only h1. */
export function screen(page: Page, name: string): Promise<void> {
  return page.getByRole('heading', { level: 1, name, exact: true }).waitFor();
}

/** Waits for words that stand on the screen. */
export function words(page: Page, text: string): Promise<void> {
  return page.getByText(text).first().waitFor();
}
