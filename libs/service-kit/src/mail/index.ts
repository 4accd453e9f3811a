export {
  mailSettings,
  MAIL_NEEDS_LOOPBACK,
  placeMailFiles,
  reachesItsMailHost,
  type MailSettings,
} from './mail-settings.js';
export { openMailer, SmtpMailer, type Mail } from './smtp-mailer.js';
export { isMailAddress, parseMailAddress } from './mail-address.js';
