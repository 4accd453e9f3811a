import { CUSTOMER_MESSAGES } from '../../../apps/issuer/src/console/customer.messages.js';
import { CUSTOMERS_MESSAGES } from '../../../apps/issuer/src/console/customers.messages.js';
import { ENDING_MESSAGES } from '../../../apps/issuer/src/console/ending.messages.js';
import { IMPORTS_MESSAGES } from '../../../apps/issuer/src/console/imports.messages.js';
import { LETTER_MESSAGES } from '../../../apps/issuer/src/console/letter.messages.js';
import { OFFER_MESSAGES } from '../../../apps/issuer/src/console/offer.messages.js';
import { REPORT_MESSAGES } from '../../../apps/issuer/src/console/report.messages.js';
import { START_MESSAGES } from '../../../apps/issuer/src/console/start.messages.js';
import { SIGN_IN_MESSAGES } from '#service-kit/sessions';
import type { Profile } from '../profile.js';
import type { PagesScene } from '../scene.js';
import { WATER } from '../scene.js';
import { button, link, screen, words, type Look } from './on-page.js';

/** An operator of the water utility at its pages. */
export class Operator {
  constructor(
    private readonly scene: PagesScene,
    private readonly profile: Profile,
    private readonly look: Look,
  ) {}

  /** By a one-time link; the key that it makes signs in again later. */
  async signIn(): Promise<void> {
    const { page, locale } = this.profile;
    const { setup, key, signIn } = SIGN_IN_MESSAGES[locale];
    await page.goto(this.scene.urls.issuer);
    await screen(page, signIn.title);
    await this.look('issuer-sign-in', page);
    await page.goto(await this.scene.setupLink('issuer', WATER));
    await screen(page, setup.title);
    await this.look('issuer-setup', page);
    await button(page, setup.button).click();
    await screen(page, key.title);
    await this.look('issuer-access-key', page);
    await link(page, key.next).click();
    await screen(page, START_MESSAGES[locale].title);
    await this.look('issuer-start-empty', page);
  }

  async importCustomers(): Promise<void> {
    const { page, locale } = this.profile;
    const messages = IMPORTS_MESSAGES[locale];
    await link(page, START_MESSAGES[locale].import.new).click();
    await screen(page, messages.title);
    await this.look('issuer-imports', page);
    const file = { name: 'customers.csv', mimeType: 'text/csv', buffer: Buffer.from(this.scene.csv) };
    await page.getByLabel(messages.file).first().setInputFiles(file);
    await button(page, messages.upload).click();
    await screen(page, REPORT_MESSAGES[locale].title);
    await this.look('issuer-report', page);
    await link(page, REPORT_MESSAGES[locale].next).click();
    await screen(page, CUSTOMERS_MESSAGES[locale].list.title);
    await this.look('issuer-customers', page);
  }

  /** To a customer's page, by the number. */
  async findCustomer(customerNumber: string): Promise<void> {
    const { page, locale } = this.profile;
    const { search } = CUSTOMERS_MESSAGES[locale];
    await page.goto(`${this.scene.urls.issuer}/customers`);
    await page.getByLabel(search.label).fill(customerNumber);
    await button(page, search.button).click();
    await page.waitForURL('**/customers/*');
    await words(page, CUSTOMERS_MESSAGES[locale].details.title);
  }

  /** @returns what the operator tells the customer: the link, and by another way the code */
  async makeOffer(customerNumber: string): Promise<{ link: string; transactionCode: string }> {
    const { page, locale } = this.profile;
    const messages = OFFER_MESSAGES[locale];
    await this.findCustomer(customerNumber);
    await this.look('issuer-customer', page);
    await button(page, CUSTOMER_MESSAGES[locale].offers.make).click();
    await screen(page, messages.title);
    await this.look('issuer-offer', page);
    const walletLink = await page.getByLabel(messages.link.address, { exact: true }).inputValue();
    const transactionCode = (await page.locator('.console-code').innerText()).replace(/\s/g, '');
    return { link: walletLink, transactionCode };
  }

  async seeLetter(): Promise<void> {
    const { page, locale } = this.profile;
    await link(page, OFFER_MESSAGES[locale].link.letter).click();
    await screen(page, LETTER_MESSAGES[locale].title);
    await this.look('issuer-letter', page);
    await link(page, LETTER_MESSAGES[locale].back).click();
    await screen(page, OFFER_MESSAGES[locale].title);
  }

  /** Withdraws every proof of a customer. */
  async withdrawProofs(customerNumber: string): Promise<void> {
    const { page, locale } = this.profile;
    const { revoke } = ENDING_MESSAGES[locale];
    await this.findCustomer(customerNumber);
    await this.look('issuer-customer-with-proofs', page);
    await link(page, CUSTOMER_MESSAGES[locale].actions.revoke).click();
    await screen(page, revoke.title);
    // A reason that waits for nobody: who moved out would wait for others of that day.
    await page.getByLabel(CUSTOMER_MESSAGES[locale].reasons.key_lost).check();
    await this.look('issuer-revocation', page);
    await button(page, revoke.button).click();
    await page.getByRole('status').first().waitFor();
    await this.look('issuer-customer-revoked', page);
  }

  async seeTheRest(customerNumber: string): Promise<void> {
    const { page, locale } = this.profile;
    await page.goto(this.scene.urls.issuer);
    await screen(page, START_MESSAGES[locale].title);
    await this.look('issuer-start', page);
    await this.findCustomer(customerNumber);
    await link(page, CUSTOMER_MESSAGES[locale].actions.erase).click();
    await screen(page, ENDING_MESSAGES[locale].erase.title);
    await this.look('issuer-erasure', page);
  }
}
