import type { Locale } from '#look';
import { CHECK_LIST_MESSAGES } from '../../apps/verifier/src/console/check-list.messages.js';
import { CONSENT_MESSAGES } from '../../apps/wallet/src/app/consent/consent.messages.js';
import { LAPTOP, openProfile, PHONE, type Profile } from './profile.js';
import { BANK, CITY, type PagesScene } from './scene.js';
import { Citizen } from './steps/citizen.js';
import { Clerk } from './steps/clerk.js';
import { button, words, type Look } from './steps/on-page.js';
import { Operator } from './steps/operator.js';
import { Reader } from './steps/reader.js';
import { nameOf, Visitor } from './steps/visitor.js';

/** Whoever takes part in the ten steps, each in a browser of their own; and what they remember from step to step. */
export interface People {
  scene: PagesScene;
  look: Look;
  profiles: Profile[];
  operator: Operator;
  citizen: Citizen;
  /** The citizen at a laptop. */
  laptop: Visitor;
  /** The citizen at the same phone. */
  phone: Visitor;
  clerks: { bank: Clerk; city: Clerk };
  reader: Reader;
  offer: { link: string; transactionCode: string };
  proof: string;
  applications: { bank: string; city: string };
}

export async function gatherPeople(scene: PagesScene, locale: Locale, look: Look): Promise<People> {
  const [phone, ...rest] = await Promise.all([
    openProfile(scene, { locale, viewport: PHONE }),
    ...Array.from({ length: 5 }, () => openProfile(scene, { locale, viewport: LAPTOP })),
  ]);
  const [office, laptop, bank, city, anybody] = rest as [Profile, Profile, Profile, Profile, Profile];
  return {
    ...{ scene, look, profiles: [phone, ...rest] },
    operator: new Operator(scene, office, look),
    citizen: new Citizen(phone, look),
    laptop: new Visitor(scene, laptop, look),
    phone: new Visitor(scene, phone, look),
    clerks: { bank: new Clerk(scene, bank, look), city: new Clerk(scene, city, look) },
    reader: new Reader(scene, anybody, look),
    ...{ offer: { link: '', transactionCode: '' }, proof: '', applications: { bank: '', city: '' } },
  };
}

type Step = readonly [sentence: string, run: (people: People) => Promise<void>];

/** The ten steps of a credential's way, each through the pages on which people take it. */
export const TEN_STEPS: readonly Step[] = [
  [
    '1 the operator opens a one-time link and imports a customer file, row by row',
    async ({ operator }) => {
      await operator.signIn();
      await operator.importCustomers();
    },
  ],
  [
    '2 the operator offers a proof: a link, and a code that goes another way',
    async (people) => {
      people.offer = await people.operator.makeOffer(people.scene.customer.customer_number);
      await people.operator.seeLetter();
    },
  ],
  [
    '3 the citizen opens the link, sets the wallet up, and takes the proof after a wrong code',
    async ({ citizen, offer }) => {
      await citizen.page.goto(offer.link);
      await citizen.setUp();
      await citizen.acceptOffer(offer.transactionCode);
    },
  ],
  ['4 the wallet holds it, behind a lock', hold],
  ['5 the bank asks at a laptop, the phone reads the code, and the bank hears yes', answerBank],
  ['6 the city asks on the phone, and the way leads back by itself', answerCity],
  ['7 the clerks read verdict by verdict', readVerdicts],
  ['8 the receipt stands on the ledger, by the wallet and by the explorer', findAnchor],
  ['9 the utility withdraws the proof, and the next question is answered with no', revoke],
  ['10 the citizen withdraws: the city has erased, the bank keeps it locked', withdraw],
];

async function hold({ citizen, scene, look }: People): Promise<void> {
  await citizen.goHome();
  await look('wallet-home', citizen.page);
  await citizen.page.goto('about:blank');
  await citizen.page.goto(scene.urls.wallet);
  await button(citizen.page, citizen.words.unlock).waitFor();
  await look('wallet-unlock', citizen.page);
  await citizen.unlock();
  await citizen.lookAtShell();
}

async function answerBank(people: People): Promise<void> {
  const { citizen, laptop, scene } = people;
  const bank = nameOf('bank');
  await laptop.apply('bank');
  await citizen.goTo(await laptop.readCode());
  await citizen.readQuestion(bank, 'bank');
  await laptop.reach('bank', 'opened');
  await people.look('verifier-hosted-opened', laptop.page);
  await citizen.agree(bank, 'bank');
  await scene.cooperation.settle();
  await laptop.seeOutcome('bank', 'accepted');
  people.applications.bank = laptop.page.url();
}

async function answerCity(people: People): Promise<void> {
  const { citizen, phone, scene } = people;
  const city = nameOf('city');
  await phone.apply('city');
  await phone.openWalletHere();
  await citizen.unlock();
  await citizen.readQuestion(city, 'city');
  await citizen.agree(city, 'city');
  await citizen.continueAt(new URL(scene.urls.verifier).host);
  await phone.seeOutcome('city', 'accepted');
  people.applications.city = phone.page.url();
}

async function readVerdicts({ clerks, laptop, look }: People): Promise<void> {
  await clerks.bank.signIn(BANK);
  await clerks.bank.seeNewest('verified', 'bank');
  await clerks.bank.openChecks('verifier-checks');
  await clerks.bank.signIn(BANK, 'minimal');
  await clerks.bank.seeNewestDecision('verified', 'bank');
  await clerks.city.signIn(CITY);
  await clerks.city.seeNewest('verified', 'city');
  await clerks.bank.askAtTheDesk();
  await look('verifier-desk', clerks.bank.profile.page);
  await laptop.openInvitation(await clerks.bank.askByMail());
}

async function findAnchor(people: People): Promise<void> {
  const { citizen, reader, scene } = people;
  await citizen.goTo(scene.urls.wallet);
  await citizen.openHistoryOf(nameOf('bank'));
  people.proof = await citizen.checkLedger('bank');
  await reader.dropProof(people.proof);
  await reader.openAnchor();
  await reader.lookAround();
}

async function revoke(people: People): Promise<void> {
  const { operator, citizen, phone, clerks, scene } = people;
  const city = nameOf('city');
  await operator.withdrawProofs(scene.customer.customer_number);
  await scene.cooperation.settle();
  await phone.apply('city');
  await phone.openWalletHere();
  await citizen.unlock();
  await citizen.readQuestion(city, 'again');
  await button(citizen.page, CONSENT_MESSAGES[citizen.profile.locale].agree).click();
  await words(citizen.page, CONSENT_MESSAGES[citizen.profile.locale].rejectedText(city));
  await people.look('wallet-rejected', citizen.page);
  await citizen.continueAt(new URL(scene.urls.verifier).host);
  await phone.reach('city', 'not_verified');
  await people.look('verifier-hosted-not-verified', phone.page);
  await phone.goBack('city', 'not_accepted');
  await clerks.city.seeNewest('not_verified', 'revoked');
  const { locale, page } = clerks.city.profile;
  await page.getByText(CHECK_LIST_MESSAGES[locale].outcome.failed).first().waitFor();
  await clerks.city.acceptPaper();
  await operator.seeTheRest(scene.customer.customer_number);
}

async function withdraw(people: People): Promise<void> {
  const { citizen, laptop, phone, scene, applications } = people;
  await citizen.goTo(scene.urls.wallet);
  await citizen.openHistoryOf(nameOf('bank'));
  await citizen.withdraw('restricted');
  await laptop.seeChanged(applications.bank, 'bank', 'restricted');
  await citizen.goHome();
  await citizen.openHistory();
  await citizen.openHistoryEntry(nameOf('city'), 'last');
  await citizen.withdraw('erased');
  await phone.seeChanged(applications.city, 'city', 'erased');
}
