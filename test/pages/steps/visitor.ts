import type { Page } from 'playwright-core';
import { SAME_ADDRESSES } from '../../../apps/demonstration/src/customers/index.js';
import type { ApplicationState } from '../../../apps/demonstration/src/counters/applications.js';
import { COUNTERS_MESSAGES } from '../../../apps/demonstration/src/counters/counters.messages.js';
import { MEMBERS } from '../../../apps/demonstration/src/founding/fictive-members.js';
import { HOSTED_PAGE_MESSAGES } from '../../../apps/verifier/src/hosted-pages/hosted-page.messages.js';
import type { PageStage } from '../../../apps/verifier/src/hosted-pages/page-stage.js';
import { INVITATION_MESSAGES } from '../../../apps/verifier/src/invitations/invitation.messages.js';
import type { Profile } from '../profile.js';
import { readQrCode } from '../read-qr-code.js';
import { BANK, CITY, type PagesScene } from '../scene.js';
import { button, link, screen, words, type Look } from './on-page.js';

const PLACES = { bank: BANK, city: CITY } as const;
export type Counter = keyof typeof PLACES;

/** As the pages call who stands behind a counter. */
export function nameOf(counter: Counter): string {
  return MEMBERS.find(({ slug }) => slug === PLACES[counter])?.name ?? '';
}

/** Somebody at the counters of bank and city, and on the verifier's page between. */
export class Visitor {
  constructor(
    private readonly scene: PagesScene,
    private readonly profile: Profile,
    private readonly look: Look,
  ) {}

  get page(): Page {
    return this.profile.page;
  }

  /** Fills in the counter's form and arrives at the verifier's page. */
  async apply(counter: Counter, address = SAME_ADDRESSES[4] as (typeof SAME_ADDRESSES)[number]): Promise<void> {
    const { page } = this;
    const messages = COUNTERS_MESSAGES[this.profile.locale];
    await page.goto(this.scene.urls.counters);
    await screen(page, messages.welcome.title);
    await this.look('counters-welcome', page);
    await link(page, messages.counters[counter].title).click();
    await screen(page, messages.counters[counter].title);
    if (counter === 'bank') {
      await page.getByLabel(messages.address.street).fill(address.street_address.replaceAll('\n', ', '));
      await page.getByLabel(messages.address.postalCode).fill(address.postal_code);
      await page.getByLabel(messages.address.locality).fill(address.locality);
    }
    await this.look(`counters-${counter}`, page);
    await button(page, messages.counters[counter].button).click();
    await this.reach(counter, 'waiting');
    await this.look(`verifier-hosted-waiting-${counter}`, page);
  }

  /** Opens the link of a mail, and the page behind it. */
  async openInvitation(address: string): Promise<void> {
    const { page } = INVITATION_MESSAGES[this.profile.locale];
    await this.page.goto(address);
    await screen(this.page, page.title);
    await this.look('verifier-invitation', this.page);
    await button(this.page, page.button).click();
    await this.reach('bank', 'waiting');
  }

  /** Waits until the verifier's page has reached a stage. */
  async reach(counter: Counter, stage: PageStage): Promise<void> {
    const { title } = HOSTED_PAGE_MESSAGES[this.profile.locale].stages(nameOf(counter))[stage];
    await this.page.getByRole('heading', { level: 2, name: title, exact: true }).waitFor();
  }

  /** What a phone's camera reads on this screen. */
  readCode(): Promise<string> {
    const { phone } = HOSTED_PAGE_MESSAGES[this.profile.locale];
    return readQrCode(this.page.getByRole('img', { name: phone.code }).first());
  }

  /** Into the wallet on this device. */
  async openWalletHere(): Promise<void> {
    await link(this.page, HOSTED_PAGE_MESSAGES[this.profile.locale].here.button).click();
  }

  /** From the verifier's page back to the counter, by the button; a page with an accepted proof goes on by itself. */
  async goBack(counter: Counter, state: ApplicationState): Promise<void> {
    const { host } = new URL(this.scene.urls.counters);
    await link(this.page, HOSTED_PAGE_MESSAGES[this.profile.locale].goBack(host)).click();
    await this.seeOutcome(counter, state);
  }

  async seeOutcome(counter: Counter, state: ApplicationState): Promise<void> {
    const messages = COUNTERS_MESSAGES[this.profile.locale];
    await screen(this.page, messages.yourApplication);
    await words(this.page, messages.counters[counter].results[state].title);
    await this.look(`counters-${counter}-${state}`, this.page);
  }

  /** Looks at an application again until it says so: the counter hears of a withdrawal a moment later. */
  async seeChanged(address: string, counter: Counter, state: ApplicationState): Promise<void> {
    const { title } = COUNTERS_MESSAGES[this.profile.locale].counters[counter].results[state];
    for (let attempt = 0; attempt < 30; attempt += 1) {
      await this.scene.cooperation.settle();
      await this.page.goto(address);
      if (await this.page.getByText(title).first().isVisible()) break;
    }
    await this.seeOutcome(counter, state);
  }
}
