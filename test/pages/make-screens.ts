import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { LOCALES, type Locale } from '#look';
import { contactSheet, type Picture } from './contact-sheet.js';
import { LAPTOP, PHONE } from './profile.js';
import { takeReadmePicture } from './readme-pictures.js';
import { makePagesScene } from './scene.js';
import type { Look } from './steps/on-page.js';
import { gatherPeople, TEN_STEPS } from './ten-steps.js';

const THEMES = ['light', 'dark'] as const;
const SIZES = { phone: PHONE, laptop: LAPTOP } as const;

/**
 * Takes the ten steps once a language, and at every screen a picture in each theme and size.
 * @param parameters `--out FOLDER`; `--readme` renews the README's pictures too
 */
export async function makeScreens(parameters: readonly string[]): Promise<void> {
  const folder = readFolder(parameters);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const pictures = new Map<string, Picture>();
  for (const locale of LOCALES) {
    console.log(`Walking the ten steps in ${locale} …`);
    await walk(locale, folder, { pictures, forReadme: locale === 'en' && parameters.includes('--readme') });
  }
  await writeFile(join(folder, 'index.html'), contactSheet([...pictures.values()]));
  console.log(`${pictures.size} pictures; open ${join(folder, 'index.html')}`);
}

async function walk(
  locale: Locale,
  folder: string,
  { pictures, forReadme }: { pictures: Map<string, Picture>; forReadme: boolean },
): Promise<void> {
  const scene = await makePagesScene();
  const look: Look = async (screen, page) => {
    const before = page.viewportSize();
    for (const picture of await takePictures(screen, page, { locale, folder })) pictures.set(picture.file, picture);
    if (forReadme) await takeReadmePicture(screen, page);
    if (before !== null) await page.setViewportSize(before);
    await page.emulateMedia({ colorScheme: null });
  };
  const people = await gatherPeople(scene, locale, look);
  try {
    for (const [sentence, run] of TEN_STEPS) {
      console.log(`  ${sentence}`);
      await run(people);
    }
  } catch (error) {
    for (const [place, { page }] of people.profiles.entries()) {
      // What went wrong is told, also where no page is left to be pictured.
      await page.screenshot({ path: join(folder, `failed-${place}.png`) }).catch(() => undefined);
    }
    throw error;
  } finally {
    await scene.close();
  }
}

async function takePictures(
  screen: string,
  page: Page,
  { locale, folder }: { locale: Locale; folder: string },
): Promise<Picture[]> {
  const taken: Picture[] = [];
  for (const [size, viewport] of Object.entries(SIZES)) {
    await page.setViewportSize(viewport);
    for (const colorScheme of THEMES) {
      await page.emulateMedia({ colorScheme });
      const variant = `${locale} ${colorScheme} ${size}`;
      const file = `${screen}.${variant.replaceAll(' ', '.')}.png`;
      await page.screenshot({ path: join(folder, file), fullPage: true, animations: 'disabled' });
      taken.push({ screen, variant, file });
    }
  }
  return taken;
}

function readFolder(parameters: readonly string[]): string {
  const place = parameters.indexOf('--out');
  const given = place < 0 ? undefined : parameters[place + 1];
  return resolve(given ?? join('.cache', 'screens'));
}
