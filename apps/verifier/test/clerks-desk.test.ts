import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { JsonObject } from '#primitives';
import { startMailServer, type MailServer } from '../../../test/environment/mail-server.js';
import { filesBelow, wordsTold } from '../../../test/privacy/readable-text.js';
import { DeskClerk, idIn } from './desk-steps.js';
import { answer } from './hosted-steps.js';
import { HOME } from './fictive-wallet.js';
import { PageBrowser } from './page-browser.js';
import { policyContracts } from './policy-contracts.js';
import { startSetting, type Setting } from './running-verifier.js';

const ADDRESS_FORM = { street: '12 bis rue des Lilas imaginaires', postalCode: '59000', locality: 'Ville-Imaginaire' };
const NAME_FORM = { givenName: 'Camille Anne', familyName: 'Fictive' };
const BY_NAME = 'bank-by-name/account-opening';
const STRICT = 'bank-by-name/proof-of-address';
const RECIPIENT = 'quistrebert@personne.example';
const BY_MAIL = { ...ADDRESS_FORM, delivery: 'mail', mailAddress: RECIPIENT, mailLanguage: 'fr' };
const RESIDENT: JsonObject = {
  ...HOME,
  supply_type: 'water',
  resident_for_months_equal_or_over: { '3': true, '12': true },
};

let mail: MailServer;
let setting: Setting;
let bank: DeskClerk;
beforeAll(async () => {
  mail = await startMailServer({
    onRcptTo: ({ address }, _session, done) =>
      address.startsWith('refused') ? done(new Error('no such mailbox')) : done(),
  });
  setting = await startSetting(undefined, {
    contracts: policyContracts,
    settings: () => ({ mail: { host: 'localhost', port: mail.port, from: 'guichet@banque.example' } }),
  });
  bank = await DeskClerk.signedIn(setting, 'bank');
}, 60_000);
afterAll(async () => {
  await setting.close();
  await mail.close();
});

const statusOf = async (id: string) => (await setting.call('bank', 'GET', `verifications/${id}`)).body.status;
const linkOf = async (id: string) => {
  const { walletLink } = await setting.ask('bank', { contract: 'bank-account-opening', addresses: [ADDRESS_FORM_API] });
  return walletLink.replace(/requests%2F[^&?%]+/, `requests%2F${id}`);
};
const ADDRESS_FORM_API = {
  street_address: ADDRESS_FORM.street,
  postal_code: ADDRESS_FORM.postalCode,
  locality: ADDRESS_FORM.locality,
};

describe('the clerk’s new question', () => {
  test('offers each contract, and with it the policies that the contract covers, and no other', async () => {
    const { text } = await bank.get('/verifications/new');
    const offered = [...text.matchAll(/type="radio" name="question" value="([^"]+)"/g)].map(([, value]) => value);
    expect(offered).toEqual(
      expect.arrayContaining(['bank-account-opening', 'bank-account-opening/account-opening', BY_NAME, STRICT]),
    );
    for (const value of ['bank-without-name/proof-of-address', 'bank-by-name/over-18', 'city-tariff']) {
      expect(offered).not.toContain(value);
    }
  });

  test('asks for what the policy compares under this contract', async () => {
    const fieldsOf = async (question: string) => {
      const { text } = await bank.get(`/verifications/new?question=${question}`);
      const names = ['givenName', 'birthName', 'street', 'mailAddress'];
      return names.filter((name) => text.includes(`name="${name}"`));
    };
    expect(await fieldsOf(BY_NAME)).toEqual(['givenName', 'birthName', 'street', 'mailAddress']);
    expect(await fieldsOf('bank-without-name/account-opening')).toEqual(['street', 'mailAddress']);
    expect((await bank.get(`/verifications/new?question=${BY_NAME}`)).text).toContain('may leave the names empty');
    expect((await bank.get(`/verifications/new?question=${STRICT}`)).text).not.toContain('may leave the names empty');
  });

  test('is judged by the policy, as if a program had asked', async () => {
    const id = idIn(await bank.ask(BY_NAME, { ...ADDRESS_FORM, ...NAME_FORM }));
    expect((await answer(setting, await linkOf(id), { claims: RESIDENT })).status).toBe(200);
    const { body } = await setting.call('bank', 'GET', `verifications/${id}`);
    expect(body).toMatchObject({ status: 'verified', policy: { id: 'account-opening' } });
    expect(body).toMatchObject({ assessment: { rules: { name: 'match', address: 'match' } } });
    expect((await bank.get(`/verifications/${id}`)).text).toContain('class="l-card"');
  });

  test.each([
    [STRICT, ADDRESS_FORM, 422, 'names', 'enter at least one of the names'],
    [STRICT, NAME_FORM, 422, 'address', 'enter the address that is to be confirmed'],
    [STRICT, { ...NAME_FORM, ...ADDRESS_FORM, postalCode: 'x' }, 422, 'address', 'cannot be compared'],
    ['bank-account-opening', { ...ADDRESS_FORM, ...NAME_FORM }, 422, 'names', 'compared by rules only'],
    ['bank-without-name/over-18', {}, 422, undefined, 'does not allow to ask for what these rules need'],
    ['bank-account-opening/no-such', ADDRESS_FORM, 404, undefined, 'no such rules any more'],
    ['city-tariff', {}, 404, undefined, 'no such contract for your organisation'],
    [STRICT, { ...NAME_FORM, ...BY_MAIL, mailAddress: 'a@b.example, c@d.example' }, 422, 'mail', 'exactly one'],
    [STRICT, { ...NAME_FORM, ...BY_MAIL, mailAddress: 'a@b.example\r\nBcc: c@d.example' }, 422, 'mail', 'exactly one'],
  ])('refuses %s with %j beside the field, and keeps what was typed', async (question, typed, status, place, words) => {
    const before = mail.received.length;
    const refused = await bank.ask(question, typed);
    expect([refused.status, refused.text]).toEqual([status, expect.stringContaining(words)]);
    if (place === 'mail') expect(refused.text).toMatch(/id="mailAddress-error" role="alert"/);
    else if (place !== undefined) expect(refused.text).toContain(`id="${place}-problem" role="alert"`);
    if (place !== undefined && 'givenName' in typed) expect(refused.text).toContain('value="Camille Anne"');
    expect(mail.received).toHaveLength(before);
  });

  test('refuses what the rules compare nothing with, in French too', async () => {
    const form = await bank.formOf('bank-by-name/account-opening', NAME_FORM);
    const { text } = await bank.browser.post(`${setting.config.publicUrl}/verifications/new?language=fr`, form);
    expect(text).toContain('Veuillez saisir l’adresse à confirmer.');
    await bank.get('/verifications?language=en');
    const city = await DeskClerk.signedIn(setting, 'city');
    const named = await city.ask('city-tariff/resident-tariff', { ...NAME_FORM, ...ADDRESS_FORM });
    expect([named.status, named.text]).toEqual([422, expect.stringContaining('compare no name')]);
    const located = await city.ask('city-tariff/resident-tariff', ADDRESS_FORM);
    expect([located.status, located.text]).toEqual([422, expect.stringContaining('compare no address')]);
    expect(located.text).toContain('value="Ville-Imaginaire"');
  });
});

describe('a link by e-mail', () => {
  let id: string;
  let link: string;
  test('goes out once, in the chosen language: who asks, for what, until when, and that nobody needs to answer', async () => {
    const form = await bank.formOf('bank-account-opening', BY_MAIL);
    const sent = await Promise.all([bank.send(form), bank.send(form)]);
    expect(new Set(sent.map(({ location }) => location)).size).toBe(1);
    await bank.send(form);
    id = idIn(sent[0]);
    expect(mail.received).toMatchObject([{ to: [RECIPIENT], from: 'guichet@banque.example' }]);
    const { text } = mail.received[0] as { text: string };
    for (const words of [
      'Banque fictive vous demande une preuve',
      'À quelle fin : Purpose',
      "- Si l'adresse est celle qui est demandée",
      'La page peut être ouverte jusqu’au',
      'Vous n’êtes pas tenu de répondre.',
      '<html lang="fr">',
    ]) {
      expect(text).toContain(words);
    }
    expect(text).not.toMatch(/Lilas|59000/i);
    link = /^(http\S+\/invitation\?\S+)$/m.exec(text)?.[1] ?? '';
    const clerk = await bank.get(`/verifications/${id}`);
    expect(clerk.text).toContain('Asked on a page of its own');
    expect(clerk.text).toContain('About 30 minutes left.');
    expect(clerk.text).toContain(`action="/verifications/${id}/cancellation"`);
    expect(clerk.text).not.toContain('class="l-qr"');
  });

  test('opens for the person, and for no program that looks at it before', async () => {
    const scanner = new PageBrowser();
    expect((await scanner.get(link)).text).toContain('On vous a interrogé par courriel');
    expect((await scanner.get(link, {}, 'HEAD')).status).toBe(200);
    const person = new PageBrowser();
    const { text } = await person.get(link);
    const action = /<form method="get" action="([^"]+)"/.exec(text)?.[1] ?? '';
    const start = /name="start" value="([^"]+)"/.exec(text)?.[1] ?? '';
    const page = await person.follow(await person.get(`${setting.config.publicUrl}${action}?start=${start}`));
    expect(page.text).toContain('class="l-qr"');
    expect((await person.get(link)).location).toBe(page.url);
    expect((await scanner.get(link)).status).toBe(403);
    expect((await scanner.get(link.replace(/start=[^&]+/, 'start=x'))).status).toBe(403);
    const { text: other } = await new PageBrowser().get(link.replace(id, 'A'.repeat(22)));
    expect(other).toContain('n’existe plus');
  });

  test('leaves the address nowhere', async () => {
    const files = new Map([...filesBelow(setting.config.dataFolder)]);
    expect(files.size).toBeGreaterThan(2);
    expect(wordsTold(files, ['quistrebert', 'personne.example'])).toEqual([]);
  });

  test('that is not taken is told as such, and nobody is waited for', async () => {
    setting.cooperative.time.now += 1;
    const refused = await bank.ask('bank-account-opening', { ...BY_MAIL, mailAddress: 'refused@personne.example' });
    expect([refused.status, refused.text]).toEqual([503, expect.stringContaining('The e-mail could not be sent')]);
    expect(refused.text).toContain('value="refused@personne.example"');
    const { items } = (await setting.call('bank', 'GET', 'verifications?limit=1')).body as { items: JsonObject[] };
    expect(items).toMatchObject([{ status: 'cancelled' }]);
  });

  test('is sent three times to one address in ten minutes, and then not', async () => {
    const to = (mailAddress: string) => bank.ask('bank-account-opening', { ...BY_MAIL, mailAddress });
    for (let count = 0; count < 3; count++) expect((await to('often@personne.example')).status).toBe(303);
    const tooMany = await to('OFTEN@personne.example');
    expect([tooMany.status, tooMany.text]).toEqual([429, expect.stringContaining('Too many e-mails')]);
    expect((await to('other@personne.example')).status).toBe(303);
    setting.cooperative.time.now += 601;
    expect((await to('often@personne.example')).status).toBe(303);
  });
});

describe('a customer screen', () => {
  let id: string;
  let url: string;
  const screen = new PageBrowser();
  const address = () => url.split('?')[0] as string;
  const stage = async () => (JSON.parse((await screen.get(`${address()}/state`)).text) as JsonObject).stage;
  beforeEach(async () => {
    bank = await DeskClerk.signedIn(setting, 'bank');
  });

  test('opens once, without a clerk’s session, in the customer’s language', async () => {
    id = idIn(await bank.ask(BY_NAME, { ...ADDRESS_FORM, ...NAME_FORM }));
    expect((await bank.get(`/verifications/${id}`)).text).toContain('Show the code on a customer screen');
    url = await bank.makeScreen(id);
    expect((await screen.get(url, {}, 'HEAD')).status).toBe(404);
    const shown = await screen.follow(await screen.get(`${url}&in=fr`));
    expect(shown.url).toBe(`${address()}?in=fr`);
    for (const words of ['lang="fr"', 'Scannez ce code', 'class="l-qr"', 'Banque fictive']) {
      expect(shown.text).toContain(words);
    }
    expect(shown.headers.getSetCookie()).toEqual([]);
    expect(shown.text).not.toMatch(/Camille|Fictive[^ ]|Lilas|59000|Title|policy|account-opening/);
    for (const stranger of [new PageBrowser(), bank.browser]) {
      expect((await stranger.get(url)).status).toBe(403);
      expect((await stranger.get(`${address()}/state`)).status).toBe(403);
      expect((await stranger.get(`${address()}/events`)).status).toBe(403);
    }
    expect((await screen.get(url.replace('/bank/', '/city/'))).status).toBe(404);
  });

  test('tells that the wallet has opened and answered, and nothing of the answer', async () => {
    expect(await stage()).toBe('waiting');
    const wallet = await linkOf(id);
    const answered = answer(setting, wallet, { claims: { ...RESIDENT, family_name: 'Brenne' } });
    expect((await answered).status).toBe(400);
    expect(await stage()).toBe('answered');
    const { text } = await screen.get(`${address()}?in=en`);
    expect(text).toContain('Thank you');
    expect(text).toContain('The person at the counter continues.');
    expect(text).not.toMatch(/class="l-qr"|not confirmed|Brenne|refused/i);
    expect(await statusOf(id)).toBe('not_verified');
  });

  test('is another one each time it is made, and the earlier one ends', async () => {
    id = idIn(await bank.ask('bank-account-opening', ADDRESS_FORM));
    const first = await bank.makeScreen(id);
    const early = new PageBrowser();
    await early.get(first);
    url = await bank.makeScreen(id);
    expect((await early.get(first.split('?')[0] as string)).status).toBe(404);
    expect((await screen.get(url.replace(/start=.*/, first.split('?')[1] as string))).status).toBe(404);
    await screen.get(url);
    expect(await stage()).toBe('waiting');
  });

  test('says when the question was cancelled, and when its time was over', async () => {
    await bank.browser.post(`${setting.config.publicUrl}/verifications/${id}/cancellation`);
    expect(await stage()).toBe('cancelled');
    expect((await screen.get(address())).text).toContain('The question was cancelled');
    const late = idIn(await bank.ask('bank-account-opening', ADDRESS_FORM));
    url = await bank.makeScreen(late);
    await screen.get(url);
    setting.cooperative.time.now += 601;
    expect(await stage()).toBe('expired');
    expect((await screen.get(address())).text).toContain('The time is over');
    setting.cooperative.time.now += 601;
    await setting.verifier.runDueWork();
    expect((await screen.get(address())).status).toBe(404);
  });

  test('is made for nobody who has answered, for no page of its own, and by no other tenant', async () => {
    const made = (path: string) =>
      bank.browser.post(`${setting.config.publicUrl}${path}`, `formToken=${'A'.repeat(22)}`);
    const closed = await made(`/verifications/${id}/customer-screen`);
    expect([closed.status, closed.text]).toEqual([409, expect.stringContaining('no code to show')]);
    const hosted = idIn(await bank.ask('bank-account-opening', { ...BY_MAIL, mailAddress: 'hosted@personne.example' }));
    expect((await made(`/verifications/${hosted}/customer-screen`)).status).toBe(409);
    const city = await DeskClerk.signedIn(setting, 'city');
    expect((await city.get(`/verifications/${hosted}/customer-screen`)).status).toBe(404);
  });
});

test('a verifier without a mail server offers no e-mail, and refuses the form of one that did', async () => {
  const without = await startSetting(undefined, { contracts: policyContracts });
  try {
    const clerk = await DeskClerk.signedIn(without, 'bank');
    const { text } = await clerk.get('/verifications/new?question=bank-account-opening');
    expect(text).not.toContain('mailAddress');
    const refused = await clerk.ask('bank-account-opening', BY_MAIL);
    expect([refused.status, refused.text]).toEqual([409, expect.stringContaining('sends no e-mails')]);
    expect((await without.call('bank', 'GET', 'verifications')).body.items).toEqual([]);
  } finally {
    await without.close();
  }
}, 60_000);
