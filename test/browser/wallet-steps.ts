import type { Page } from 'playwright-core';

export const PASSPHRASE = 'otter lantern gravel sunday';

/** From the first screen to the open wallet, in English. */
export async function setUpByPassphrase(page: Page, passphrase = PASSPHRASE): Promise<void> {
  await page.getByRole('button', { name: 'Set up my wallet' }).click();
  await page.getByLabel('Choose a passphrase').fill(passphrase);
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByLabel('Type the passphrase once more').fill(passphrase);
  await page.getByRole('button', { name: 'Create my wallet' }).click();
  await page.getByRole('button', { name: 'Go to my wallet' }).click();
}

export async function lockWallet(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Lock', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: 'Unlock your wallet' }).waitFor();
}

export async function unlockByPassphrase(page: Page, passphrase: string): Promise<void> {
  await page.getByLabel('Your passphrase', { exact: true }).fill(passphrase);
  await page.getByRole('button', { name: 'Unlock', exact: true }).click();
}

/** A virtual authenticator (WebAuthn Level 3 §11.3) whose person always agrees. */
export async function addAuthenticator(page: Page, { hasPrf }: { hasPrf: boolean }): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('WebAuthn.enable');
  await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      ctap2Version: 'ctap2_1',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
      hasPrf,
    },
  });
}
