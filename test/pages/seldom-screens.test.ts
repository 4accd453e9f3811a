import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import { BACKUP_MESSAGES } from '../../apps/wallet/src/app/backup/backup.messages.js';
import { SETTINGS_MESSAGES } from '../../apps/wallet/src/app/settings/settings.messages.js';
import { SETUP_MESSAGES } from '../../apps/wallet/src/app/setup/setup.messages.js';
import { SHELL_MESSAGES } from '../../apps/wallet/src/app/shell/shell.messages.js';
import { examine } from './examine.js';
import { openProfile, type Profile } from './profile.js';
import { makePagesScene, type PagesScene } from './scene.js';
import { Citizen } from './steps/citizen.js';
import { button, link, nothingToLookAt, screen } from './steps/on-page.js';

let scene: PagesScene;
let profile: Profile;
beforeAll(async () => {
  scene = await makePagesScene();
}, 180_000);
afterAll(() => scene.close(), 60_000);
afterEach(async () => {
  await profile.context.close();
  expect(profile.complaints).toEqual([]);
});

/** What is seldom seen is to be read as well as the rest. */
const look = async (name: string) => expect(await examine(name, profile.page)).toEqual([]);

it('whoever has a backup finds the way to restore it, and can read it', async () => {
  profile = await openProfile(scene);
  const { page } = profile;
  await page.goto(scene.urls.wallet);
  await button(page, SETUP_MESSAGES.en.haveBackup).click();
  await screen(page, BACKUP_MESSAGES.en.restoreTitle);
  await look('restoring a backup');
}, 120_000);

it('settings and the form of a backup can be read', async () => {
  profile = await openProfile(scene);
  const { page } = profile;
  await page.goto(scene.urls.wallet);
  await new Citizen(profile, nothingToLookAt).setUp();
  await link(page, SHELL_MESSAGES.en.settings).click();
  await screen(page, SETTINGS_MESSAGES.en.title);
  await look('settings');
  await button(page, BACKUP_MESSAGES.en.begin).click();
  await page.getByLabel(SETUP_MESSAGES.en.newPassphrase).waitFor();
  await look('making a backup');
}, 120_000);

it.each(['accounts', 'proposals', 'contracts', 'log'])(
  'the explorer’s page of %s can be read',
  async (room) => {
    profile = await openProfile(scene);
    await profile.page.goto(`${scene.urls.cooperative}/explorer/${room}`);
    await profile.page.getByRole('heading', { level: 1 }).waitFor();
    await look(room);
  },
  120_000,
);
