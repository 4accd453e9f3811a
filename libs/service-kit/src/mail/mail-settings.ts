import { isIPv6 } from 'node:net';
import { resolve } from 'node:path';
import { z } from 'zod';
import { isLoopback } from '#primitives';
import { isMailAddress } from './mail-address.js';

/** A service's field `mail`. */
export const mailSettings = z
  .strictObject({
    host: z
      .string()
      .max(253)
      .refine(
        (host) => isIPv6(host) || /^[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?$/.test(host),
        'A name or an address.',
      ),
    port: z.int().min(1).max(65_535).default(587),
    secure: z.boolean().default(false),
    user: z.string().min(1).max(256).optional(),
    passwordFile: z.string().min(1).max(4096).optional(),
    from: z.string().refine(isMailAddress, 'One e-mail address, and nothing else.'),
  })
  .refine(({ user, passwordFile }) => (user === undefined) === (passwordFile === undefined), {
    path: ['passwordFile'],
    message: 'A user has a password in a file, and nobody else has.',
  })
  .optional()
  .describe(
    'The mail server (SMTP) by which links are sent to people: its host and port, whether it speaks TLS from the first byte ' +
      '(`secure`, usually at 465) or by STARTTLS, a user and the file of the password (mode 0600), and the address that mails come ' +
      'from. Without TLS only a server on loopback is used. Without this field, nothing is sent by e-mail, nor offered.',
  );

export type MailSettings = NonNullable<z.infer<typeof mailSettings>>;

/** @param folder what relative paths are relative to */
export function placeMailFiles(mail: MailSettings | undefined, folder: string): MailSettings | undefined {
  return mail?.passwordFile === undefined ? mail : { ...mail, passwordFile: resolve(folder, mail.passwordFile) };
}

/** For the service's configuration: only a service that is itself on loopback calls loopback (design §4). */
export function reachesItsMailHost(config: { publicUrl: string; mail?: MailSettings | undefined }): boolean {
  return config.mail === undefined || !isLoopbackHost(config.mail.host) || isLoopback(new URL(config.publicUrl));
}

/** What {@link reachesItsMailHost} refuses, in words. */
export const MAIL_NEEDS_LOOPBACK = {
  path: ['mail'],
  message: 'Only a service that is itself on loopback sends by a mail server on loopback.',
};

export function isLoopbackHost(host: string): boolean {
  return isLoopback(new URL(isIPv6(host) ? `http://[${host}]` : `http://${host}`));
}
