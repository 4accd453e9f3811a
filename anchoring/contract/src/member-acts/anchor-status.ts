import { refusal } from '#primitives';
import { requireOnly } from '../check-signers.js';
import { writeRecord, type Rule } from '../effect.js';
import { readRecord } from '../read-record.js';

/**
 * An issuer's new version of a status list. A suspended issuer still anchors, since it must still revoke.
 * @throws `not_the_member`, `issuer_unknown`, `status_uri_foreign`, `status_version_not_newer`
 */
export const anchorStatus: Rule<'anchor_status'> = ({ state, signers, payload: { anchor } }) => {
  requireOnly(signers, anchor.member);
  const issuer = readRecord(state, 'issuer', anchor.member);
  if (issuer === undefined) throw refusal('issuer_unknown', 'Only an accredited issuer anchors status lists.');
  if (!anchor.uri.startsWith(issuer.statusListPrefix) || anchor.uri === issuer.statusListPrefix) {
    throw refusal('status_uri_foreign', "The status list does not stand under the issuer's prefix.");
  }
  const newest = readRecord(state, 'status', anchor.member, anchor.uri);
  if (newest !== undefined && anchor.version <= newest.version) {
    throw refusal('status_version_not_newer', 'A newer version of the status list is anchored.');
  }
  return writeRecord('status', [anchor.member, anchor.uri], anchor);
};
