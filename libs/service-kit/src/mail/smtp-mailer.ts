import { lookup } from 'node:dns/promises';
import { connect, isIP, type Socket } from 'node:net';
import { createTransport, type Transporter } from 'nodemailer';
import { isLoopback, outage, refusal } from '#primitives';
import { checkAddress, guardedLookup, isLoopbackAddress, type ResolveAddresses } from '#service-kit/fetch';
import { readSecretFile } from '#service-kit/vault';
import { isLoopbackHost, type MailSettings } from './mail-settings.js';

/** One mail to one person. */
export interface Mail {
  /** As `parseMailAddress` gives it. */
  to: string;
  /** In whose name it is sent. */
  senderName: string;
  subject: string;
  text: string;
  html: string;
  language: string;
}

export interface MailerPlace {
  /** The service's own. */
  publicUrl: string;
  /** The system's resolver where nothing is said. */
  resolve?: ResolveAddresses;
}

const CONNECTION_MILLISECONDS = 10_000;
const ANSWER_MILLISECONDS = 20_000;

/**
 * Sends by the mail server that the configuration names, and by no other: TLS from the first byte or by STARTTLS before anything
 * is said, without which only loopback is talked to. Each mail has a connection of its own; nothing of it is kept or logged.
 */
export class SmtpMailer {
  readonly #transport: Transporter;

  constructor(
    private readonly settings: Omit<MailSettings, 'passwordFile'>,
    password: string | undefined,
    place: MailerPlace,
  ) {
    const { host, port, secure, user } = settings;
    this.#transport = createTransport({
      ...{ host, port, secure, requireTLS: !secure && !isLoopbackHost(host), tls: { minVersion: 'TLSv1.2' } },
      ...(user === undefined ? {} : { auth: { user, pass: password ?? '' } }),
      // What this machine is called is nobody's concern.
      name: new URL(place.publicUrl).hostname.replace(/^\[|\]$/g, ''),
      ...{ connectionTimeout: CONNECTION_MILLISECONDS, greetingTimeout: CONNECTION_MILLISECONDS },
      socketTimeout: ANSWER_MILLISECONDS,
      ...{ disableFileAccess: true, disableUrlAccess: true },
      getSocket: (_options, done) => {
        openSocket(host, port, place).then(
          (connection) => done(null, { connection }),
          (error: Error) => done(error),
        );
      },
    });
  }

  /** @throws `mail_not_sent` (outage): the server has not taken it, or has not said so in time */
  async send({ to, senderName, subject, text, html, language }: Mail): Promise<void> {
    try {
      await this.#transport.sendMail({
        from: { name: senderName, address: this.settings.from },
        // An object is one address; a text would be read as a list of them.
        to: { name: '', address: to },
        ...{ subject, text, html, textEncoding: 'quoted-printable' },
        // No machine is to answer (RFC 3834 §5).
        headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': language },
      });
    } catch (cause) {
      throw outage('mail_not_sent', 'The mail server has not taken the mail.', { cause });
    }
  }
}

/**
 * @returns `undefined` where nothing is sent by e-mail
 * @throws `mail_password_missing`, `key_file_exposed` (outages)
 */
export async function openMailer(
  settings: MailSettings | undefined,
  place: MailerPlace,
): Promise<SmtpMailer | undefined> {
  if (settings === undefined) return undefined;
  const { passwordFile, ...rest } = settings;
  if (passwordFile === undefined) return new SmtpMailer(rest, undefined, place);
  const password = (await readSecretFile(passwordFile))?.trim();
  if (password === undefined || password === '') {
    throw outage('mail_password_missing', `The password of the mail server is not in ${passwordFile}.`);
  }
  return new SmtpMailer(rest, password, place);
}

/** The operator has named the host, so that it may be private; what was checked is what is connected to. */
async function openSocket(host: string, port: number, { publicUrl, resolve }: MailerPlace): Promise<Socket> {
  const reach = { listed: true, serviceIsLoopback: isLoopback(new URL(publicUrl)) };
  if (isIP(host) !== 0) checkAddress(host, reach);
  const ask: ResolveAddresses = async (hostname) => {
    const addresses = await (resolve ?? ((name) => lookup(name, { all: true })))(hostname);
    // A name that stands for loopback is spoken to without TLS; it must lead nowhere else.
    const strays = isLoopbackHost(host) && !addresses.every(({ address }) => isLoopbackAddress(address));
    if (strays) throw refusal('address_not_allowed', 'A name of loopback leads elsewhere.');
    return addresses;
  };
  return new Promise((settle, reject) => {
    const socket = connect({ host, port, lookup: guardedLookup(ask, reach) });
    const giveUp = (error: Error) => {
      socket.destroy();
      reject(error);
    };
    socket.setTimeout(CONNECTION_MILLISECONDS, () => giveUp(new Error('the mail server did not answer in time')));
    socket.once('error', giveUp);
    socket.once('connect', () => {
      socket.setTimeout(0);
      socket.removeAllListeners('timeout');
      socket.off('error', giveUp);
      settle(socket);
    });
  });
}
