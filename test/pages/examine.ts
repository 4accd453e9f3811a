import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type * as axe from 'axe-core';
import type { Page } from 'playwright-core';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** WCAG 2.2 AA, with what came before it. */
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** WCAG 2.2 §1.4.10. */
const NARROW = { width: 320, height: 800 };

/**
 * Examines what stands on the screen: by axe in both themes, 320 pixels wide, and with text of twice the size.
 * @returns what is wrong, each with the screen's name
 */
export async function examine(name: string, page: Page): Promise<string[]> {
  const before = page.viewportSize() ?? NARROW;
  const faults: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    faults.push(...(await askAxe(page)).map((fault) => `${name}, ${colorScheme}: ${fault}`));
  }
  await page.emulateMedia({ colorScheme: null, reducedMotion: 'reduce' });
  await page.setViewportSize(NARROW);
  faults.push(...(await page.evaluate(findOverflow)).map((what) => `${name}, ${NARROW.width} px: ${what}`));
  await page.setViewportSize(before);
  await page.evaluate((size) => (document.documentElement.style.fontSize = size), '200%');
  faults.push(...(await page.evaluate(findOverflow)).map((what) => `${name}, text of 200 %: ${what}`));
  await page.evaluate((size) => (document.documentElement.style.fontSize = size), '');
  return faults;
}

async function askAxe(page: Page): Promise<string[]> {
  await page.evaluate(axeSource);
  const violations = await page.evaluate(async (tags) => {
    const { run } = (globalThis as unknown as { axe: typeof axe }).axe;
    const found = await run(document, { runOnly: tags, resultTypes: ['violations'] });
    return found.violations.map(({ id, nodes }) => `${id} ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
  }, TAGS);
  return violations;
}

/** Sideways scroll of the page, and text that its box cuts off. */
function findOverflow(): string[] {
  const { scrollWidth, clientWidth } = document.documentElement;
  const found: string[] = [];
  const describe = (element: Element) =>
    `${element.tagName.toLowerCase()}.${element.className} “${(element.textContent ?? '').slice(0, 60)}”`;
  if (scrollWidth > clientWidth) {
    const wide = [...document.body.querySelectorAll('*')].filter(
      (element) => element.getBoundingClientRect().right > clientWidth + 1 && element.childElementCount === 0,
    );
    found.push(`scrolls sideways (${scrollWidth} of ${clientWidth}): ${wide.slice(0, 2).map(describe).join(', ')}`);
  }
  for (const element of document.body.querySelectorAll<HTMLElement>('*')) {
    // A field scrolls with what is typed; what is for screen readers only is cut off on purpose.
    if (element.matches('input, svg *') || element.clientWidth === 0) continue;
    const { overflowX, overflowY, clipPath } = getComputedStyle(element);
    if (clipPath !== 'none') continue;
    const isCut = (overflow: string, whole: number, shown: number) => /hidden|clip/.test(overflow) && whole > shown + 1;
    if (
      isCut(overflowX, element.scrollWidth, element.clientWidth) ||
      isCut(overflowY, element.scrollHeight, element.clientHeight)
    ) {
      found.push(`cuts off ${describe(element)}`);
    }
  }
  return found;
}
