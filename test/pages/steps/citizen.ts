import type { Page } from 'playwright-core';
import { CARD_MESSAGES } from '../../../apps/wallet/src/app/cards/cards.messages.js';
import { CONSENT_MESSAGES } from '../../../apps/wallet/src/app/consent/consent.messages.js';
import { HISTORY_MESSAGES } from '../../../apps/wallet/src/app/history/history.messages.js';
import { OFFER_MESSAGES } from '../../../apps/wallet/src/app/offer/offer.messages.js';
import { SCAN_MESSAGES } from '../../../apps/wallet/src/app/scan/scan.messages.js';
import { SETTINGS_MESSAGES } from '../../../apps/wallet/src/app/settings/settings.messages.js';
import { SETUP_MESSAGES } from '../../../apps/wallet/src/app/setup/setup.messages.js';
import { SHELL_MESSAGES } from '../../../apps/wallet/src/app/shell/shell.messages.js';
import { UNLOCK_MESSAGES } from '../../../apps/wallet/src/app/unlock/unlock.messages.js';
import { PASSPHRASE } from '../../browser/wallet-steps.js';
import type { Profile } from '../profile.js';
import { button, link, screen, words, type Look } from './on-page.js';

/** Somebody with a wallet on a phone. */
export class Citizen {
  constructor(
    readonly profile: Profile,
    private readonly look: Look,
  ) {}

  get page(): Page {
    return this.profile.page;
  }

  get words(): (typeof UNLOCK_MESSAGES)['en'] {
    return UNLOCK_MESSAGES[this.profile.locale];
  }

  /** From the first screen to the open wallet. */
  async setUp(): Promise<void> {
    const { page } = this;
    const messages = SETUP_MESSAGES[this.profile.locale];
    await screen(page, messages.welcomeTitle);
    await this.look('wallet-welcome', page);
    await button(page, messages.begin).click();
    await page.getByLabel(messages.newPassphrase).fill('short');
    await this.look('wallet-setup-way', page);
    await page.getByLabel(messages.newPassphrase).fill(PASSPHRASE);
    await button(page, messages.next).click();
    await page.getByLabel(messages.again).fill(PASSPHRASE);
    await this.look('wallet-setup-confirm', page);
    await button(page, messages.create).click();
    await screen(page, messages.doneTitle);
    await this.look('wallet-setup-done', page);
    await button(page, messages.open).click();
  }

  async unlock(): Promise<void> {
    const { page } = this;
    const messages = UNLOCK_MESSAGES[this.profile.locale];
    await screen(page, messages.title);
    await page.getByLabel(messages.passphrase, { exact: true }).fill(PASSPHRASE);
    await button(page, messages.unlock).click();
  }

  /** Opens an address of the wallet in this tab, which closes it, and unlocks it again. */
  async goTo(address: string): Promise<void> {
    // A change of the fragment alone would load nothing.
    await this.page.goto('about:blank');
    await this.page.goto(address);
    await this.unlock();
    await this.page.getByRole('navigation', { name: SHELL_MESSAGES[this.profile.locale].navigation }).waitFor();
  }

  /** Takes the offer that stands on the screen, after a wrong code. */
  async acceptOffer(transactionCode: string, { wrongFirst = true } = {}): Promise<void> {
    const { page } = this;
    const messages = OFFER_MESSAGES[this.profile.locale];
    await button(page, messages.accept).waitFor();
    await this.look('wallet-offer', page);
    if (wrongFirst) {
      const wrong = transactionCode.replace(/\d/g, (digit) => String((Number(digit) + 1) % 10));
      await page.getByLabel(messages.codeLabel).fill(wrong);
      await button(page, messages.accept).click();
      await words(page, messages.problems.wrong_code.title);
      await words(page, messages.attemptsLeft(4));
      await this.look('wallet-offer-wrong-code', page);
    }
    await page.getByLabel(messages.codeLabel).fill(transactionCode);
    await button(page, messages.accept).click();
    await words(page, CARD_MESSAGES[this.profile.locale].cardNew);
    await this.look('wallet-card-new', page);
  }

  async goHome(): Promise<void> {
    await link(this.page, SHELL_MESSAGES[this.profile.locale].home).click();
    await screen(this.page, CARD_MESSAGES[this.profile.locale].homeTitle);
  }

  /** Waits for the question of somebody. */
  async readQuestion(who: string, name: string): Promise<void> {
    await screen(this.page, CONSENT_MESSAGES[this.profile.locale].title(who));
    await this.look(`wallet-consent-${name}`, this.page);
  }

  async agree(who: string, name: string): Promise<void> {
    const messages = CONSENT_MESSAGES[this.profile.locale];
    await button(this.page, messages.agree).click();
    await words(this.page, messages.sharedText(who));
    await this.look(`wallet-shared-${name}`, this.page);
  }

  /** Back to where a same-device request came from. */
  async continueAt(host: string): Promise<void> {
    await link(this.page, CONSENT_MESSAGES[this.profile.locale].continueAt(host)).click();
  }

  async openHistory(): Promise<void> {
    await link(this.page, SHELL_MESSAGES[this.profile.locale].history).click();
    await screen(this.page, HISTORY_MESSAGES[this.profile.locale].title);
    await this.look('wallet-history', this.page);
  }

  /** @param place where there are several of the same: the newest stands first */
  async openHistoryEntry(who: string, place: 'first' | 'last' = 'first'): Promise<void> {
    const words = HISTORY_MESSAGES[this.profile.locale].sharedWith(who);
    await link(this.page, words)[place]().click();
    await screen(this.page, words);
    await this.look('wallet-history-entry', this.page);
  }

  async openHistoryOf(who: string): Promise<void> {
    await this.openHistory();
    await this.openHistoryEntry(who);
  }

  /** The screens that hang on nothing else. */
  async lookAtShell(): Promise<void> {
    const { page } = this;
    const { locale } = this.profile;
    const shell = SHELL_MESSAGES[locale];
    await link(page, shell.history).click();
    await screen(page, HISTORY_MESSAGES[locale].title);
    await this.look('wallet-history-empty', page);
    await link(page, shell.scan).click();
    await screen(page, SCAN_MESSAGES[locale].title);
    await this.look('wallet-scan', page);
    await link(page, shell.settings).click();
    await screen(page, SETTINGS_MESSAGES[locale].title);
    await this.look('wallet-settings', page);
  }

  /** Asks until the anchor stands on the ledger. @returns the ledger proof as the asker gave it */
  async checkLedger(name: string): Promise<string> {
    const { page } = this;
    const messages = HISTORY_MESSAGES[this.profile.locale];
    const isProof = (url: string) => url.endsWith('/ledger-proof');
    for (let attempt = 0; attempt < 60; attempt += 1) {
      const [answer] = await Promise.all([
        page.waitForResponse((response) => isProof(response.url())),
        button(page, messages.verify).click(),
      ]);
      if (answer.status() === 200) {
        await words(page, messages.verified);
        await this.look(`wallet-history-verified-${name}`, page);
        // Whoever has its address may read it; the browser itself need not have kept it.
        return (await fetch(answer.url())).text();
      }
      await words(page, messages.pending);
      if (attempt === 0) await this.look(`wallet-history-pending-${name}`, page);
    }
    throw new Error('The anchor does not come.');
  }

  /** Takes consent back, from the entry on the screen. */
  async withdraw(outcome: 'erased' | 'restricted'): Promise<void> {
    const { page } = this;
    const messages = HISTORY_MESSAGES[this.profile.locale];
    await button(page, messages.withdrawStart).click();
    await button(page, messages.withdrawYes).waitFor();
    await this.look(`wallet-withdraw-ask-${outcome}`, page);
    await button(page, messages.withdrawYes).click();
    await words(page, outcome === 'erased' ? messages.erasedTitle : messages.restrictedTitle);
    await this.look(`wallet-withdrawn-${outcome}`, page);
  }
}
