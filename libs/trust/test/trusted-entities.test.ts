import { describe, expect, it } from '@jest/globals';
import { anchorsOf, findTrustedEntity, validateChain, type ChainPurpose, type TrustedEntity } from '#trust';
import { AUTHORITY_USAGE, makeCertificate, makeLeaf, makeRoot, NOW } from './make-certificate.js';

const SERVER_AUTHENTICATION = '1.3.6.1.5.5.7.3.1';

function entity(changes: Partial<TrustedEntity> = {}): TrustedEntity {
  const types = ['urn:eudi:pid:1'];
  return {
    ...{ id: 'https://pid.example', name: 'Identité fictive', list: 'own', types, anchors: ['AAAA'], from: NOW - 10 },
    ...{ until: NOW + 10, status: 'if_present' },
    ...changes,
  };
}

function find(
  entities: TrustedEntity[],
  changes: { type?: string; named?: string; anchor?: string; atSeconds?: number },
) {
  const { type = 'urn:eudi:pid:1', named, anchor = 'AAAA', atSeconds = NOW } = changes;
  const found = findTrustedEntity(entities, { anchor }, { type, named, atSeconds });
  return found.outcome === 'found' ? found.entity.id : found.code;
}

describe('an entity of the lists', () => {
  it('is found by its anchor for a type that it may issue, while its term runs', () => {
    expect(find([entity()], {})).toBe('https://pid.example');
    expect(find([entity({ until: null })], { atSeconds: NOW + 1000 })).toBe('https://pid.example');
    expect(find([entity()], { anchor: 'BBBB' })).toBe('on_no_list');
    expect(find([entity()], { type: 'urn:eudi:age:1' })).toBe('type_not_listed');
    expect(find([entity()], { atSeconds: NOW + 10 })).toBe('listed_out_of_term');
    expect(find([entity()], { atSeconds: NOW - 11 })).toBe('listed_out_of_term');
  });

  it('is chosen by its name among those that share an anchor, and takes no name of another', () => {
    const second = entity({ id: 'https://age.example', types: ['urn:eudi:age:1'] });
    const third = entity({ id: 'https://other.example', anchors: ['BBBB'] });
    const all = [entity(), second, third];
    expect(find(all, { named: 'https://age.example', type: 'urn:eudi:age:1' })).toBe('https://age.example');
    expect(find(all, { named: 'https://age.example' })).toBe('type_not_listed');
    expect(find(all, { named: 'https://other.example' })).toBe('issuer_differs');
    expect(find(all, { named: 'https://named-nowhere.example' })).toBe('https://pid.example');
  });

  it('is found by its DID where it has no certificate', () => {
    const did = 'did:web:pid.example';
    const entities = [entity({ id: did, anchors: [] })];
    const asked = { type: 'urn:eudi:pid:1', named: did, atSeconds: NOW };
    expect(findTrustedEntity(entities, { did }, asked).outcome).toBe('found');
    expect(findTrustedEntity(entities, { did: 'did:web:other.example' }, asked).outcome).toBe('not_found');
  });

  it('lends its anchors to one array that is the same each time, and never changes', () => {
    const entities = [entity(), entity({ anchors: ['AAAA', 'BBBB'] })];
    expect(anchorsOf(entities)).toEqual(['AAAA', 'BBBB']);
    expect(anchorsOf(entities)).toBe(anchorsOf(entities));
    expect(Object.isFrozen(anchorsOf(entities))).toBe(true);
  });
});

describe('a chain to an anchor of the lists', () => {
  const codeOf = async (x5c: string[], roots: string[], purpose: ChainPurpose) => {
    const chain = await validateChain(x5c, roots, NOW, purpose);
    return chain.outcome === 'trusted' ? chain.anchor : chain.code;
  };

  it('may end at the signing certificate itself, which no other purpose allows', async () => {
    const root = await makeRoot();
    const { certificate } = await makeLeaf(root);
    expect(await codeOf([certificate], [certificate], 'listed_issuer')).toBe(certificate);
    expect(await codeOf([certificate], [root.certificate], 'listed_issuer')).toBe(root.certificate);
    expect(await codeOf([certificate], [certificate], 'issuing')).toBe('root_in_chain');
    expect(await codeOf([certificate, root.certificate], [root.certificate], 'listed_issuer')).toBe('root_in_chain');
    const own = await makeRoot({ authority: false, keyUsage: 1, extendedKeyUsage: ['1.0.18013.5.1.2'] });
    expect(await codeOf([own.certificate], [own.certificate], 'listed_issuer')).toBe('leaf_self_signed');
  });

  it('holds an issuer to its usages where it names them, and a document signer to name them', async () => {
    const root = await makeRoot();
    const roots = [root.certificate];
    const silent = await makeCertificate({ subject: 'CN=Sans usage', issuer: root, authority: false });
    expect(await codeOf([silent.certificate], roots, 'listed_issuer')).toBe(root.certificate);
    expect(await codeOf([silent.certificate], roots, 'listed_document_signer')).toBe('chain_usage');
    const server = await makeLeaf(root, { extendedKeyUsage: [SERVER_AUTHENTICATION] });
    expect(await codeOf([server.certificate], roots, 'listed_issuer')).toBe('chain_usage');
    expect(await codeOf([server.certificate], roots, 'listed_status_signer')).toBe(root.certificate);
    const authority = await makeLeaf(root, { keyUsage: AUTHORITY_USAGE });
    expect(await codeOf([authority.certificate], roots, 'listed_issuer')).toBe('chain_usage');
  });

  it('refuses a document signer of another country than its authority', async () => {
    const root = await makeRoot({ subject: 'C=FR, CN=Racine fictive' });
    const roots = [root.certificate];
    const [own, other] = await Promise.all(
      ['FR', 'BE'].map((country) => makeLeaf(root, { subject: `C=${country}, CN=Signataire fictif` })),
    );
    expect(await codeOf([own?.certificate ?? ''], roots, 'listed_document_signer')).toBe(root.certificate);
    expect(await codeOf([other?.certificate ?? ''], roots, 'listed_document_signer')).toBe('chain_names');
    expect(await codeOf([other?.certificate ?? ''], roots, 'listed_issuer')).toBe(root.certificate);
  });
});
