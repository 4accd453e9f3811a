import { CHECK_LIST_MESSAGES } from '../../../apps/verifier/src/console/check-list.messages.js';
import { CONSOLE_MESSAGES } from '../../../apps/verifier/src/console/console.messages.js';
import { PAPER_MESSAGES } from '../../../apps/verifier/src/console/paper.messages.js';
import { RESULT_MESSAGES } from '../../../apps/verifier/src/console/result.messages.js';
import type { SetupRole } from '../../../apps/verifier/src/start-setup.js';
import { SIGN_IN_MESSAGES } from '#service-kit/sessions';
import type { Profile } from '../profile.js';
import type { PagesScene } from '../scene.js';
import { button, link, screen, words, type Look } from './on-page.js';

/** Somebody who works for a bank or a city, at the verifier's pages. */
export class Clerk {
  constructor(
    private readonly scene: PagesScene,
    readonly profile: Profile,
    private readonly look: Look,
  ) {}

  async signIn(slug: string, role: SetupRole = 'full'): Promise<void> {
    const { page, locale } = this.profile;
    const { setup, key } = SIGN_IN_MESSAGES[locale];
    await page.goto(await this.scene.setupLink('verifier', slug, role));
    await button(page, setup.button).click();
    await screen(page, key.title);
    await link(page, key.next).click();
    await screen(page, CONSOLE_MESSAGES[locale].list);
  }

  /** The newest verification, with its verdicts. */
  async seeNewest(decision: 'verified' | 'not_verified', name: string): Promise<void> {
    const { page, locale } = this.profile;
    const messages = RESULT_MESSAGES[locale];
    await page.goto(`${this.scene.urls.verifier}/verifications`);
    await screen(page, CONSOLE_MESSAGES[locale].list);
    await this.look('verifier-list', page);
    await page.getByRole('table').getByRole('link').first().click();
    await page.getByRole('heading', { level: 2, name: messages.decision[decision], exact: true }).waitFor();
    await words(page, CHECK_LIST_MESSAGES[locale].title);
    await this.look(`verifier-result-${name}`, page);
  }

  /** Opens every group of checks of the result on the screen. */
  async openChecks(name: string): Promise<void> {
    const { page, locale } = this.profile;
    for (const group of Object.values(CHECK_LIST_MESSAGES[locale].groups)) {
      await page.getByText(group).click();
    }
    await page.getByText(CHECK_LIST_MESSAGES[locale].outcome.passed).last().waitFor();
    await this.look(name, page);
  }

  /** From a result that is no confirmation: the way of paper, and that it was taken. */
  async acceptPaper(): Promise<void> {
    const { page, locale } = this.profile;
    const messages = PAPER_MESSAGES[locale];
    await link(page, messages.offerLink).click();
    await screen(page, messages.title);
    await this.look('verifier-paper', page);
    await button(page, messages.note).click();
    await words(page, messages.noted);
    await this.look('verifier-paper-noted', page);
  }

  /** The newest verification, as a clerk sees it who sees decisions only. */
  async seeNewestDecision(decision: 'verified' | 'not_verified', name: string): Promise<void> {
    const { page, locale } = this.profile;
    const messages = RESULT_MESSAGES[locale];
    await page.goto(`${this.scene.urls.verifier}/verifications`);
    await page.getByRole('table').getByRole('link').first().click();
    await page.getByRole('heading', { level: 2, name: messages.decision[decision], exact: true }).waitFor();
    await words(page, messages.answered);
    await this.look(`verifier-decision-${name}`, page);
  }

  /** Asks at the desk: the code stands on the clerk's screen. */
  async askAtTheDesk(): Promise<void> {
    const { page, locale } = this.profile;
    const messages = CONSOLE_MESSAGES[locale].newQuestion;
    await page.goto(`${this.scene.urls.verifier}/verifications/new`);
    await screen(page, messages.title);
    await this.look('verifier-new-question', page);
    const choice = page.getByRole('radio');
    if ((await choice.count()) > 0) {
      await choice.first().check();
      await button(page, messages.choose).click();
      await button(page, messages.show).waitFor();
      await this.look('verifier-new-question-chosen', page);
    }
    if ((await page.getByLabel(messages.street).count()) > 0) {
      await page.getByLabel(messages.street).fill('12 bis rue des Érables');
      await page.getByLabel(messages.postalCode).fill('59000');
      await page.getByLabel(messages.locality).fill('Lille');
    }
    await button(page, messages.show).click();
    await words(page, RESULT_MESSAGES[locale].scan);
    await this.look('verifier-code', page);
  }
}
