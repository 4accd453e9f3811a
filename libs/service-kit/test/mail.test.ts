import { chmod, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { describeError } from '#service-kit/log';
import {
  mailSettings,
  openMailer,
  parseMailAddress,
  reachesItsMailHost,
  SmtpMailer,
  type MailSettings,
} from '#service-kit/mail';
import { startMailServer, type MailServer } from '../../../test/environment/mail-server.js';
import { makeTlsCertificate } from '../../../test/environment/tls-certificate.js';

const LOOPBACK = { publicUrl: 'http://localhost:4002' };
const PUBLIC = { publicUrl: 'https://verifier.example' };
const MAIL = {
  ...{ to: 'camille@personne.example', senderName: 'Banque fictive', subject: 'Une question' },
  ...{ text: 'Déjà vu', html: '<p>Déjà vu</p>', language: 'fr' },
};

const servers: MailServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});
async function serve(options?: Parameters<typeof startMailServer>[0]): Promise<MailServer> {
  const server = await startMailServer(options);
  servers.push(server);
  return server;
}
const settings = (port: number, more: Partial<MailSettings> = {}): MailSettings => ({
  ...{ host: 'localhost', port, secure: false, from: 'guichet@banque.example' },
  ...more,
});
const toLoopback = () => Promise.resolve([{ address: '127.0.0.1', family: 4 }]);

describe('an e-mail address', () => {
  test.each([
    ['camille@personne.example', 'camille@personne.example'],
    ["o'brien+bank@Personne.Example", "o'brien+bank@personne.example"],
    ['camille@forêt.example', 'camille@xn--fort-ipa.example'],
  ])('%s is read as one address', (text, address) => expect(parseMailAddress(text)).toBe(address));

  test.each([
    '',
    'camille',
    '@personne.example',
    'camille@',
    'camille@localhost',
    'camille@personne.example, other@personne.example',
    'camille@personne.example;other@personne.example',
    'camille@personne.example other@personne.example',
    'camille@personne.example\r\nBcc: other@personne.example',
    'camille@personne.example\nBcc:other@personne.example',
    'Camille <camille@personne.example>',
    '"camille@personne.example"@personne.example',
    'group:camille@personne.example',
    'camille(other@personne.example)@personne.example',
    'cam\u0000ille@personne.example',
    'camille@[127.0.0.1]',
    'camille@personne.example\u2028Bcc: x@y.example',
    'cam..ille@personne.example',
    `${'a'.repeat(65)}@personne.example`,
    `a@${'a.'.repeat(130)}example`,
  ])('%j is refused', (text) => {
    expect(() => parseMailAddress(text)).toThrow(expect.objectContaining({ code: 'malformed_mail_address' }));
  });
});

describe('a mail', () => {
  test('goes to one person, in the member’s name, and asks no machine to answer', async () => {
    const server = await serve();
    await (await openMailer(settings(server.port), LOOPBACK))?.send(MAIL);
    expect(server.received).toMatchObject([{ from: 'guichet@banque.example', to: ['camille@personne.example'] }]);
    const [{ text } = { text: '' }] = server.received;
    for (const line of [
      'From: Banque fictive <guichet@banque.example>',
      'To: camille@personne.example',
      'Subject: Une question',
      'Auto-Submitted: auto-generated',
      'Déjà vu',
      '<p>Déjà vu</p>',
    ]) {
      expect(text).toContain(line);
    }
  });

  test('has no header field that its subject or sender would begin', async () => {
    const server = await serve();
    const mailer = new SmtpMailer(settings(server.port), undefined, LOOPBACK);
    await mailer.send({ ...MAIL, subject: 'A\r\nBcc: x@y.example', senderName: 'B\r\nBcc: x@y.example' });
    expect(server.received).toMatchObject([{ to: ['camille@personne.example'] }]);
    expect(server.received[0]?.raw).not.toMatch(/^Bcc:/m);
  });

  test('is sent as a user with the password of a file that others cannot read', async () => {
    const file = join(await mkdtemp(join(tmpdir(), 'incola-mail-')), 'password');
    await writeFile(file, 'a secret of the test\n', { mode: 0o600 });
    const server = await serve({
      authOptional: false,
      allowInsecureAuth: true,
      onAuth: ({ username, password }, _session, done) =>
        password === 'a secret of the test' ? done(null, { user: username }) : done(new Error('wrong')),
    });
    const asUser = settings(server.port, { user: 'verifier', passwordFile: file });
    await (await openMailer(asUser, LOOPBACK))?.send(MAIL);
    expect(server.received).toMatchObject([{ user: 'verifier' }]);
    await chmod(file, 0o644);
    await expect(openMailer(asUser, LOOPBACK)).rejects.toMatchObject({ code: 'key_file_exposed' });
    const nowhere = { ...asUser, passwordFile: `${file}-none` };
    await expect(openMailer(nowhere, LOOPBACK)).rejects.toMatchObject({ code: 'mail_password_missing' });
  });

  test('is not sent without TLS to a host that is no loopback, nor under a certificate that nobody vouches for', async () => {
    const tls = await makeTlsCertificate(await mkdtemp(join(tmpdir(), 'incola-mail-')), { host: 'mail.example' });
    const [cert, key] = await Promise.all([readFile(tls.certificateFile), readFile(tls.keyFile)]);
    const plain = await serve();
    const upgrading = await serve({ disabledCommands: [], cert, key });
    const fromTheStart = await serve({ secure: true, cert, key });
    const place = { ...LOOPBACK, resolve: toLoopback };
    for (const [server, secure] of [
      [plain, false],
      [upgrading, false],
      [fromTheStart, true],
    ] as const) {
      const mailer = new SmtpMailer(settings(server.port, { host: 'mail.example', secure }), undefined, place);
      await expect(mailer.send(MAIL)).rejects.toMatchObject({ code: 'mail_not_sent', fault: 'outage' });
      expect(server.received).toEqual([]);
    }
  });

  test('goes nowhere from a public service to loopback, and to no host beyond under a name of loopback', async () => {
    const server = await serve();
    for (const mailer of [
      new SmtpMailer(settings(server.port, { host: '127.0.0.1' }), undefined, PUBLIC),
      new SmtpMailer(settings(server.port, { host: 'mail.example' }), undefined, { ...PUBLIC, resolve: toLoopback }),
      new SmtpMailer(settings(server.port, { host: 'mail.localhost' }), undefined, {
        ...LOOPBACK,
        resolve: () => Promise.resolve([{ address: '10.0.0.1', family: 4 }]),
      }),
    ]) {
      await expect(mailer.send(MAIL)).rejects.toMatchObject({
        code: 'mail_not_sent',
        cause: expect.objectContaining({ code: 'address_not_allowed' }),
      });
    }
    expect(server.received).toEqual([]);
  });

  test('that was not taken leaves no word about its person in the log', async () => {
    const server = await serve({
      onRcptTo: ({ address }, _session, done) => done(new Error(`no mailbox ${address}`)),
    });
    const sending = new SmtpMailer(settings(server.port), undefined, LOOPBACK).send(MAIL);
    const error = await sending.catch((reason: unknown) => reason);
    expect(JSON.stringify(describeError(error))).toContain('EENVELOPE');
    expect(JSON.stringify(describeError(error))).not.toMatch(/camille|personne/);
  });
});

describe('the settings of a mail server', () => {
  test.each([
    [{ host: 'mail.example', from: 'a@b.example' }, true],
    [{ host: 'mail.example', from: 'a@b.example', user: 'x' }, false],
    [{ host: 'mail.example', from: 'a@b.example', passwordFile: 'x' }, false],
    [{ host: 'mail.example', from: 'A <a@b.example>' }, false],
    [{ host: 'mail.example/x', from: 'a@b.example' }, false],
    [{ host: 'mail.example', from: 'a@b.example', password: 'x' }, false],
  ])('%j are taken: %s', (given, good) => expect(mailSettings.safeParse(given).success).toBe(good));

  test('name a host on loopback only where the service is there', () => {
    const mail = settings(25);
    expect([LOOPBACK, PUBLIC].map((place) => reachesItsMailHost({ ...place, mail }))).toEqual([true, false]);
    expect(reachesItsMailHost({ ...PUBLIC, mail: { ...mail, host: '::1' } })).toBe(false);
  });
});
