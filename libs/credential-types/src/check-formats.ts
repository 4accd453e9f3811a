import { refusal } from '#primitives';
import type { CredentialFormat, CredentialType } from './credential-type.js';

/**
 * A type says of each format that it declares what this format needs, and of no other: `mdoc` and an element for each claim
 * with `mso_mdoc`, `w3c` with `jwt_vc_json`.
 * @throws `duplicate_format`, `format_incomplete`, `format_not_declared`, `duplicate_mdoc_element`
 */
export function checkFormats(type: Pick<CredentialType, 'formats' | 'mdoc' | 'w3c' | 'claims'>): void {
  if (new Set(type.formats).size !== type.formats.length) {
    throw refusal('duplicate_format', 'A format is declared twice.');
  }
  checkPart(type, 'mso_mdoc', type.mdoc !== undefined, 'document type and namespace');
  checkPart(type, 'jwt_vc_json', type.w3c !== undefined, 'W3C type');
  const elements = new Set<string>();
  for (const { path, kind, mdocElement } of type.claims) {
    // What an object holds lies in the elements of its members.
    const isNeeded = type.formats.includes('mso_mdoc') && kind !== 'object';
    if (isNeeded && mdocElement === undefined) {
      throw refusal('format_incomplete', `The claim ${path.join('.')} has no mdoc element.`);
    }
    if (!isNeeded && mdocElement !== undefined) {
      throw refusal('format_not_declared', `The claim ${path.join('.')} has an mdoc element that nothing needs.`);
    }
    if (mdocElement === undefined) continue;
    if (elements.has(mdocElement)) throw refusal('duplicate_mdoc_element', `The element ${mdocElement} stands twice.`);
    elements.add(mdocElement);
  }
}

function checkPart(
  { formats }: Pick<CredentialType, 'formats'>,
  format: CredentialFormat,
  isGiven: boolean,
  what: string,
): void {
  const isDeclared = formats.includes(format);
  if (isDeclared && !isGiven) throw refusal('format_incomplete', `The format ${format} needs its ${what}.`);
  if (!isDeclared && isGiven)
    throw refusal('format_not_declared', `The ${what} is for ${format}, which is not declared.`);
}
