import type { Browser } from 'playwright-core';

export function startChromium(more?: string[]): Promise<Browser>;
