import { describe, expect, it } from '@jest/globals';
import { validateChain } from '#trust';
import { der, makeIntermediate, makeLeaf, makeRoot, NOW, type Party } from './make-certificate.js';

const NAME_CONSTRAINTS = '2.5.29.30';
const ALTERNATIVE_NAMES = '2.5.29.17';
const COMMON_NAME = Uint8Array.of(0x06, 3, 0x55, 4, 3);
const MAIL = 0x81;
const HOST = 0x82;
const DIRECTORY = 0xa4;
const URI = 0x86;
const ADDRESS = 0x87;
const REGISTERED = 0x88;

function constraints(permitted: Uint8Array[], excluded: Uint8Array[] = []): Record<string, Uint8Array> {
  const subtrees = (tag: number, names: Uint8Array[]) =>
    names.length === 0 ? [] : [der(tag, ...names.map((name) => der(0x30, name)))];
  return { [NAME_CONSTRAINTS]: der(0x30, ...subtrees(0xa0, permitted), ...subtrees(0xa1, excluded)) };
}

function directory(commonName: string): Uint8Array {
  return der(DIRECTORY, der(0x30, der(0x31, der(0x30, COMMON_NAME, der(0x0c, commonName)))));
}

let root: Promise<Party> | undefined;

/** What becomes of a leaf with this name under an authority with these constraints. */
async function judge(more: Record<string, Uint8Array>, name: Uint8Array | undefined): Promise<string> {
  const anchor = await (root ??= makeRoot());
  const middle = await makeIntermediate(anchor, { more });
  const names: Record<string, Uint8Array> = name === undefined ? {} : { [ALTERNATIVE_NAMES]: der(0x30, name) };
  const leaf = await makeLeaf(middle, { more: names, subject: 'CN=Eaux fictives' });
  const chain = await validateChain([leaf.certificate, middle.certificate], [anchor.certificate], NOW, 'issuing');
  return chain.outcome === 'trusted' ? 'trusted' : chain.code;
}

describe('name constraints of an authority', () => {
  it.each([
    ['a host below the permitted one', [der(HOST, 'eau.example')], [], der(HOST, 'Emetteur.Eau.example')],
    ['a mailbox at the permitted host', [der(MAIL, 'eau.example')], [], der(MAIL, 'a@eau.example')],
    ['a URI at a host below', [der(URI, '.eau.example')], [], der(URI, 'https://x.eau.example/pid')],
    [
      'an address in the network',
      [der(ADDRESS, Uint8Array.of(10, 1, 0, 0, 255, 255, 0, 0))],
      [],
      der(ADDRESS, Uint8Array.of(10, 1, 7, 7)),
    ],
    ['the permitted subject, however it is written', [directory('EAUX  fictives')], [], undefined],
    ['a host when another is excluded', [], [der(HOST, 'gaz.example')], der(HOST, 'eau.example')],
    ['a host when only mailboxes are constrained', [der(MAIL, 'eau.example')], [], der(HOST, 'gaz.example')],
  ])('let through %s', async (_what, permitted, excluded, name) => {
    expect(await judge(constraints(permitted, excluded), name)).toBe('trusted');
  });

  it.each([
    ['another host', [der(HOST, 'eau.example')], [], der(HOST, 'autre-eau.example')],
    ['a mailbox elsewhere', [der(MAIL, 'eau.example')], [], der(MAIL, 'a@x.eau.example')],
    ['a URI elsewhere', [der(URI, 'eau.example')], [], der(URI, 'https://gaz.example/')],
    ['a URI whose host cannot be told', [], [der(URI, 'gaz.example')], der(URI, 'urn:eau')],
    [
      'an address outside',
      [der(ADDRESS, Uint8Array.of(10, 1, 0, 0, 255, 255, 0, 0))],
      [],
      der(ADDRESS, Uint8Array.of(10, 2, 0, 1)),
    ],
    ['another subject', [directory('Gaz fictif')], [], undefined],
    ['an excluded subject', [], [directory('Eaux fictives')], undefined],
    ['an excluded host', [], [der(HOST, 'eau.example')], der(HOST, 'a.eau.example')],
    ['a constrained kind of name that nobody understands', [der(REGISTERED, '*')], [], der(REGISTERED, '*')],
  ])('refuse %s', async (_what, permitted, excluded, name) => {
    expect(await judge(constraints(permitted, excluded), name)).toBe('chain_names');
  });

  it('refuse to be read where they are out of form', async () => {
    const distance = der(0x30, der(0xa0, der(0x30, der(HOST, 'eau.example'), der(0x80, Uint8Array.of(1)))));
    expect(await judge({ [NAME_CONSTRAINTS]: distance }, undefined)).toBe('chain_malformed');
    const cut = der(0x30, der(0xa1, der(0x30, der(DIRECTORY, Uint8Array.of(0x30, 9)))));
    expect(await judge({ [NAME_CONSTRAINTS]: cut }, undefined)).toBe('chain_names');
  });
});
