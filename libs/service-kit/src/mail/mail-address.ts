import { domainToASCII } from 'node:url';
import { refusal } from '#primitives';

/** RFC 5321 §4.5.3.1. */
const MAX_LOCAL_LENGTH = 64;
const MAX_LENGTH = 254;
/** RFC 5322 §3.2.3, dot-atom: no quoted text, comment or space, so that nothing in it can be read as anything else. */
const LOCAL = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;
const DOMAIN = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])$/;

/**
 * One address and nothing else: no name beside it, no second one, no line break that would begin a header field of its own
 * (RFC 5322 §2.2). A domain in other letters becomes what stands in the DNS.
 * @throws `malformed_mail_address`
 */
export function parseMailAddress(text: string): string {
  const at = text.indexOf('@');
  const local = text.slice(0, Math.max(at, 0));
  // What a domain of any letters could hide is gone before it is turned into one of ours.
  const domain = /[\s\p{C}@,;:<>()[\]"\\]/u.test(text.slice(at + 1)) ? '' : domainToASCII(text.slice(at + 1));
  const address = `${local}@${domain}`;
  if (local.length > MAX_LOCAL_LENGTH || address.length > MAX_LENGTH || !LOCAL.test(local) || !DOMAIN.test(domain)) {
    throw refusal('malformed_mail_address', 'The text is not one e-mail address.');
  }
  return address;
}

export function isMailAddress(text: string): boolean {
  try {
    return parseMailAddress(text) === text;
  } catch {
    return false;
  }
}
