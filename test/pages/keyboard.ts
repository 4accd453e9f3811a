import type { Locator, Page } from 'playwright-core';

const MOST_STOPS = 80;

/** Moves through a page as somebody without a mouse does, and sees at each stop where the focus is. */
export class Keyboard {
  /** Stops at which nothing showed where the focus was. */
  readonly unseen: string[] = [];

  constructor(private readonly page: Page) {}

  /** Presses the tabulator key until the focus has arrived. */
  async reach(target: Locator): Promise<void> {
    await target.waitFor();
    for (let stop = 0; stop < MOST_STOPS; stop += 1) {
      if (await target.evaluate((element) => element === document.activeElement)) return;
      await this.page.keyboard.press('Tab');
      const hidden = await this.page.evaluate(describeUnseenFocus);
      if (hidden !== undefined) this.unseen.push(hidden);
    }
    throw new Error(`The focus does not arrive at ${target.toString()}.`);
  }

  async press(target: Locator, key: 'Enter' | 'Space' = 'Enter'): Promise<void> {
    await this.reach(target);
    await this.page.keyboard.press(key);
  }

  async type(target: Locator, text: string): Promise<void> {
    await this.reach(target);
    await this.page.keyboard.type(text);
  }
}

/** WCAG 2.2 §2.4.7 and §2.4.11: an outline that is there, on something that stands within the window. */
function describeUnseenFocus(): string | undefined {
  const focused = document.activeElement;
  if (focused === null || focused === document.body) return undefined;
  const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(focused);
  const isOutlined =
    outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2 && !/, 0\)|transparent/.test(outlineColor);
  const { top, bottom, left, right } = focused.getBoundingClientRect();
  const isWithin = bottom > 0 && top < innerHeight && right > 0 && left < innerWidth;
  return isOutlined && isWithin ? undefined : focused.outerHTML.slice(0, 120);
}
