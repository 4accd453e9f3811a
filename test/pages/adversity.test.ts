import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { CARD_MESSAGES } from '../../apps/wallet/src/app/cards/cards.messages.js';
import { CONSENT_MESSAGES } from '../../apps/wallet/src/app/consent/consent.messages.js';
import { PROBLEM_TEXTS } from '../../apps/wallet/src/app/consent/request-problem.messages.js';
import { GATE_MESSAGES } from '../../apps/wallet/src/app/gate/gate.messages.js';
import { HISTORY_MESSAGES } from '../../apps/wallet/src/app/history/history.messages.js';
import { OFFER_MESSAGES } from '../../apps/wallet/src/app/offer/offer.messages.js';
import { SHELL_MESSAGES } from '../../apps/wallet/src/app/shell/shell.messages.js';
import { importCustomers } from '../flows/flow-steps.js';
import { examine } from './examine.js';
import { setCityContract } from './founders-decision.js';
import { askByApi, makeOffer, prepareCitizen } from './prepared-citizen.js';
import { openProfile, type Profile } from './profile.js';
import { CITY, makePagesScene, type PagesScene } from './scene.js';
import { Citizen } from './steps/citizen.js';
import { button, link, nothingToLookAt, screen, words } from './steps/on-page.js';
import { nameOf } from './steps/visitor.js';

const consent = CONSENT_MESSAGES.en;
const city = nameOf('city');
const isAnswer = (url: string) => /\/responses\//.test(url);

let scene: PagesScene;
let subjects: string[];
let citizen: Citizen;
let page: Page;
let profile: Profile;
beforeAll(async () => {
  scene = await makePagesScene();
  subjects = await importCustomers(scene.cooperation);
}, 180_000);
afterAll(() => scene.close(), 60_000);
afterEach(async () => {
  await profile.context.close();
  expect(profile.complaints).toEqual([]);
});

/** What is sent to an address from now on. */
function countPosts(matches: (url: string) => boolean): () => number {
  let count = 0;
  profile.context.on('request', (request) => {
    if (request.method() === 'POST' && matches(request.url())) count += 1;
  });
  return () => count;
}

/** What is seldom seen is to be read as well as the rest. */
async function look(name: string, at: Page = page): Promise<void> {
  expect(await examine(name, at)).toEqual([]);
}

describe('a citizen with a proof, when things go otherwise:', () => {
  beforeEach(async () => {
    ({ citizen, page, profile } = await prepareCitizen(scene, subjects.pop() ?? ''));
  }, 120_000);

  const openQuestion = async () => {
    await citizen.goTo(await askByApi(scene, CITY));
    await citizen.readQuestion(city, '');
  };
  const usesLeft = async (count: number) => {
    await citizen.goHome();
    await page.getByText(new RegExp(`(?<!\\d)${count} proofs left`)).waitFor();
  };

  it('a double click on “I agree” shares once and uses one proof', async () => {
    await openQuestion();
    const posts = countPosts(isAnswer);
    await button(page, consent.agree).dblclick();
    await words(page, consent.sharedText(city));
    expect(posts()).toBe(1);
    await usesLeft(9);
  }, 120_000);

  it('the back button after sharing brings nothing that could be shared again', async () => {
    await openQuestion();
    await citizen.agree(city, '');
    await citizen.goHome();
    await page.goBack();
    await words(page, PROBLEM_TEXTS.en.request_gone.title);
    expect(await button(page, consent.agree).count()).toBe(0);
    await usesLeft(9);
  }, 120_000);

  it('the back button before deciding shares nothing, and the question is still there on the way forward', async () => {
    await citizen.goHome();
    const posts = countPosts(isAnswer);
    const question = await askByApi(scene, CITY);
    await button(page, CARD_MESSAGES.en.paste).click();
    await page.getByLabel(CARD_MESSAGES.en.pasteLabel).fill(question);
    await button(page, CARD_MESSAGES.en.pasteOpen).click();
    await citizen.readQuestion(city, '');
    await page.goBack();
    await screen(page, CARD_MESSAGES.en.homeTitle);
    expect(posts()).toBe(0);
    await page.goForward();
    await citizen.readQuestion(city, '');
    await citizen.agree(city, '');
  }, 120_000);

  it('a second tab takes over with a question, and the first says where the wallet is', async () => {
    const second = await profile.context.newPage();
    await second.goto(await askByApi(scene, CITY));
    await button(second, GATE_MESSAGES.en.takeOver).click();
    const there = new Citizen({ ...profile, page: second }, nothingToLookAt);
    await there.unlock();
    await there.readQuestion(city, '');
    await there.agree(city, '');
    await screen(page, GATE_MESSAGES.en.elsewhereTitle);
    await look('the wallet is open elsewhere');
  }, 120_000);

  it('without a network an answer is explained, counts a proof as used, and gets through later', async () => {
    await openQuestion();
    await profile.context.setOffline(true);
    await words(page, SHELL_MESSAGES.en.offlineTitle);
    await button(page, consent.agree).click();
    await screen(page, consent.interruptedTitle);
    await words(page, consent.interruptedUsed(city));
    await look('an interrupted answer, without a network');
    await profile.context.setOffline(false);
    await button(page, consent.again).click();
    await words(page, consent.sharedText(city));
    await citizen.openHistory();
    await words(page, HISTORY_MESSAGES.en.outcomes.unanswered);
    await usesLeft(8);
  }, 120_000);

  it('storage that is wiped under an open question is explained, and nothing is shared', async () => {
    await openQuestion();
    const posts = countPosts(isAnswer);
    await page.evaluate(() => indexedDB.deleteDatabase('incola-wallet'));
    await screen(page, GATE_MESSAGES.en.troubles.storage_wiped.title);
    await look('wiped storage');
    expect(posts()).toBe(0);
  }, 120_000);

  it('a clock that is an hour ahead is told as the reason, with what to do, and set right again it goes on', async () => {
    const question = await askByApi(scene, CITY);
    await page.clock.setSystemTime(Date.now() + 3_600_000);
    await citizen.goTo(question);
    await words(page, PROBLEM_TEXTS.en.clock_wrong.title);
    await words(page, consent.clockAhead(60));
    await page.clock.setSystemTime(Date.now());
    await citizen.goTo(question);
    await citizen.readQuestion(city, '');
  }, 120_000);

  it('a new version of the wallet waits while something is shared', async () => {
    await openQuestion();
    await page.evaluate(() => navigator.serviceWorker.ready);
    let letThrough: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (letThrough = resolve));
    await page.route(
      (url) => isAnswer(url.href),
      async (route) => {
        await held;
        await route.continue();
      },
    );
    await button(page, consent.agree).click();
    await words(page, consent.sending);
    await scene.releaseWallet('8f3a0c5d7e916b24');
    await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.update());
    await page.waitForFunction(async () => (await navigator.serviceWorker.getRegistration())?.waiting?.state);
    expect(await page.getByText(SHELL_MESSAGES.en.updateTitle).count()).toBe(0);
    letThrough();
    await words(page, consent.sharedText(city));
    await words(page, SHELL_MESSAGES.en.updateTitle);
    await button(page, SHELL_MESSAGES.en.updateNow).click();
    await citizen.unlock();
    await citizen.openHistory();
    await words(page, HISTORY_MESSAGES.en.outcomes.accepted);
  }, 120_000);

  it('a use that the cooperative has suspended meanwhile is refused in words, and answered once it is taken up again', async () => {
    const question = await askByApi(scene, CITY);
    await setCityContract(scene.cooperation, 'suspended', 1);
    await citizen.goTo(question);
    await words(page, PROBLEM_TEXTS.en.contract_suspended.title);
    await look('a request that is not trusted');
    expect(await button(page, consent.agree).count()).toBe(0);
    await setCityContract(scene.cooperation, 'in_force', 2);
    await openQuestion();
    await citizen.agree(city, '');
  }, 120_000);
});

describe('a citizen with an offer, when things go otherwise:', () => {
  let code: string;
  beforeEach(async () => {
    profile = await openProfile(scene);
    page = profile.page;
    citizen = new Citizen(profile, nothingToLookAt);
    const made = await makeOffer(scene, subjects.pop() ?? '');
    code = made.code;
    await page.goto(made.address);
    await citizen.setUp();
    await page.getByLabel(OFFER_MESSAGES.en.codeLabel).fill(code);
  }, 120_000);

  it('a double click on “Add to my wallet” takes the offer once', async () => {
    const posts = countPosts((url) => url.endsWith('/credential'));
    await button(page, OFFER_MESSAGES.en.accept).dblclick();
    await words(page, CARD_MESSAGES.en.cardNew);
    expect(posts()).toBe(1);
  }, 120_000);

  it('without a network nothing is lost: it is explained, and taken later', async () => {
    await profile.context.setOffline(true);
    await button(page, OFFER_MESSAGES.en.accept).click();
    await words(page, OFFER_MESSAGES.en.interrupted);
    await look('an interrupted offer, without a network');
    await profile.context.setOffline(false);
    await page.getByLabel(OFFER_MESSAGES.en.codeLabel).fill(code);
    await button(page, OFFER_MESSAGES.en.accept).click();
    await words(page, CARD_MESSAGES.en.cardNew);
  }, 120_000);

  it('the back button after accepting leads to no second taking', async () => {
    await button(page, OFFER_MESSAGES.en.accept).click();
    await words(page, CARD_MESSAGES.en.cardNew);
    await link(page, CARD_MESSAGES.en.backHome).click();
    await screen(page, CARD_MESSAGES.en.homeTitle);
    await page.goBack();
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(await button(page, OFFER_MESSAGES.en.accept).count()).toBe(0);
  }, 120_000);
});
