import { CHECK_LIST_MESSAGES } from '../../../apps/verifier/src/console/check-list.messages.js';
import { CUSTOMER_SCREEN_MESSAGES } from '../../../apps/verifier/src/customer-screens/customer-screen.messages.js';
import { CONSOLE_MESSAGES } from '../../../apps/verifier/src/console/console.messages.js';
import { PAPER_MESSAGES } from '../../../apps/verifier/src/console/paper.messages.js';
import { consoleRefusal } from '../../../apps/verifier/src/console/console-refusals.messages.js';
import { CUSTOMER_SCREEN_PAGE_MESSAGES } from '../../../apps/verifier/src/console/customer-screen.messages.js';
import { QUESTION_FORM_MESSAGES } from '../../../apps/verifier/src/console/question-form.messages.js';
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

  /** Asks at the desk by a policy: the code stands on the clerk's screen, and on one that is turned to the person. */
  async askAtTheDesk(): Promise<void> {
    const { page, locale } = this.profile;
    const [messages, result] = [CONSOLE_MESSAGES[locale].newQuestion, RESULT_MESSAGES[locale]];
    await this.chooseByPolicy();
    await this.look('verifier-new-question-chosen', page);
    await page.getByLabel(QUESTION_FORM_MESSAGES[locale].mail.address).fill('nobody');
    await page.getByRole('radio', { name: QUESTION_FORM_MESSAGES[locale].delivery.mail }).check();
    await this.typeAddress('590000');
    await button(page, QUESTION_FORM_MESSAGES[locale].start).click();
    await words(page, consoleRefusal('malformed_mail_address', locale) ?? '');
    await this.look('verifier-new-question-refused', page);
    await page.getByRole('radio', { name: QUESTION_FORM_MESSAGES[locale].delivery.screen }).check();
    await button(page, QUESTION_FORM_MESSAGES[locale].start).click();
    await words(page, consoleRefusal('address_not_canonical', locale) ?? '');
    await page.getByLabel(messages.postalCode).fill('59000');
    await button(page, QUESTION_FORM_MESSAGES[locale].start).click();
    await words(page, result.scan);
    await this.look('verifier-code', page);
    await this.turnScreen();
  }

  /** The code on a second screen, until the clerk cancels. */
  private async turnScreen(): Promise<void> {
    const { page, locale } = this.profile;
    const messages = CUSTOMER_SCREEN_PAGE_MESSAGES[locale];
    const verification = page.url();
    await link(page, messages.offer).click();
    await screen(page, messages.title);
    await button(page, messages.make).click();
    await words(page, messages.tabletSentence);
    await this.look('verifier-customer-screen-address', page);
    const opening = this.profile.context.waitForEvent('page');
    await link(page, messages.open[locale]).click();
    const turned = await opening;
    const { stages } = CUSTOMER_SCREEN_MESSAGES[locale];
    await screen(turned, stages.waiting.title);
    await this.look('verifier-customer-screen', turned);
    await page.goto(verification);
    await button(page, RESULT_MESSAGES[locale].cancel).click();
    // By itself: nobody touches that screen.
    await screen(turned, stages.cancelled.title);
    await turned.close();
  }

  /** Sends the question by e-mail. @returns the link in the mail */
  async askByMail(): Promise<string> {
    const { page, locale } = this.profile;
    const { mail, delivery, start } = QUESTION_FORM_MESSAGES[locale];
    await this.chooseByPolicy();
    await page.getByRole('radio', { name: delivery.mail }).check();
    await page.getByLabel(mail.address).fill('camille@personne.example');
    await this.typeAddress('59000');
    await button(page, start).click();
    await words(page, RESULT_MESSAGES[locale].elsewhere);
    await this.look('verifier-asked-by-mail', page);
    return /^http\S+\/invitation\?\S+/m.exec(this.scene.mail.received.at(-1)?.text ?? '')?.[0] ?? '';
  }

  private async chooseByPolicy(): Promise<void> {
    const { page, locale } = this.profile;
    const messages = CONSOLE_MESSAGES[locale].newQuestion;
    await page.goto(`${this.scene.urls.verifier}/verifications/new`);
    await screen(page, messages.title);
    await this.look('verifier-new-question', page);
    await page.getByRole('radio').and(page.locator('[value$="/account-opening"]')).check();
    await button(page, messages.choose).click();
    await button(page, QUESTION_FORM_MESSAGES[locale].start).waitFor();
  }

  private async typeAddress(postalCode: string): Promise<void> {
    const { page, locale } = this.profile;
    const messages = CONSOLE_MESSAGES[locale].newQuestion;
    await page.getByLabel(messages.street).fill('12 bis rue des Érables');
    await page.getByLabel(messages.postalCode).fill(postalCode);
    await page.getByLabel(messages.locality).fill('Lille');
  }
}
