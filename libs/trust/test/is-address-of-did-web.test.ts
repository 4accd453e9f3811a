import { describe, expect, test } from '@jest/globals';
import { isAddressOfDidWeb } from '#trust';

describe('the address of a did:web', () => {
  test.each([
    ['https://eau.example/valserine', 'did:web:eau.example:valserine'],
    ['https://eau.example/valserine/', 'did:web:eau.example:valserine'],
    ['https://EAU.example/valserine', 'did:web:eau.example:valserine'],
    ['http://localhost:4001/eau', 'did:web:localhost%3A4001:eau'],
    ['https://eau.example', 'did:web:eau.example'],
  ])('is %s for %s', (address, did) => {
    expect(isAddressOfDidWeb(address, did)).toBe(true);
  });

  test.each([
    ['another host', 'https://gaz.example/valserine', 'did:web:eau.example:valserine'],
    ['another path', 'https://eau.example/gaz', 'did:web:eau.example:valserine'],
    ['a longer path', 'https://eau.example/valserine/x', 'did:web:eau.example:valserine'],
    ['another port', 'https://eau.example:8443/valserine', 'did:web:eau.example:valserine'],
    ['the DID itself', 'did:web:eau.example:valserine', 'did:web:eau.example:valserine'],
    ['another method', 'https://eau.example/valserine', 'did:key:z6Mk'],
    ['a DID with a broken escape', 'https://eau.example/%', 'did:web:eau.example:%'],
    ['another scheme', 'ftp://eau.example/valserine', 'did:web:eau.example:valserine'],
    ['no address', 'valserine', 'did:web:eau.example:valserine'],
  ])('is not %s', (_, address, did) => {
    expect(isAddressOfDidWeb(address, did)).toBe(false);
  });
});
