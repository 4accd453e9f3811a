import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import * as x509 from '@peculiar/x509';
import { verifyWithNodeCrypto } from '#identity';
import {
  createLedgerTransactionBody,
  createHttpLedger,
  genesisDigest,
  signLedgerTransaction,
  type StatusChange,
} from '#ledger';
import {
  createJws,
  encodeBase64url,
  encodeUtf8,
  parseJws,
  platformRandom,
  systemClock,
  type JsonObject,
} from '#primitives';
import { es256Signer, memberRecord, payloads, START } from '../../../anchoring/contract/test/founded-cooperative.js';
import { databasesUnderTest } from '../../../test/environment/databases.js';
import { openKeyStore } from '../src/adapters/typeorm/open-key-store.js';
import type { CooperativeService } from '../src/start-cooperative.js';
import { describeIssuer } from '../src/trusted-list/describe-issuers.js';
import type { TrustedList } from '../src/trusted-list/trusted-list.js';
import { verifyTrustedList } from '../src/trusted-list/verify-trusted-list.js';
import {
  BANK,
  foundInFolder,
  sendFounding,
  start,
  UTILITY,
  VCT,
  type FoundedCooperative,
} from './founded-cooperative.js';

test('grants nothing to who may not issue, whatever stands in the way', () => {
  const { did, ...member } = memberRecord('water');
  const issuer = { ...payloads.issuer.issuer, status: 'active' as const };
  const statusWith = (changes: { member?: object; issuer?: object }) => {
    const known = { member: { did, ...member, ...changes.member }, issuer: { ...issuer, ...changes.issuer } };
    const [service] = describeIssuer(known, 'root', START).TrustedEntityServices;
    return service?.ServiceInformation.ServiceStatus.split(':').at(-1);
  };
  const ended = [{ vct: VCT, from: START - 10, until: START }];
  expect(statusWith({})).toBe('granted');
  expect(statusWith({ member: { status: 'suspended' } })).toBe('suspended');
  expect(statusWith({ member: { status: 'excluded' } })).toBe('withdrawn');
  expect(statusWith({ issuer: { mayIssue: ended } })).toBe('withdrawn');
});

describe.each(databasesUnderTest())('the list of trusted entities ($name)', ({ freshUrl }) => {
  let founded: FoundedCooperative;
  let service: CooperativeService;
  let shift = 0;
  const clock = () => Date.now() + shift;
  beforeAll(async () => {
    founded = await foundInFolder(clock, await freshUrl());
    service = await start(founded, clock);
    // The founding stays open, so that founders can suspend without a vote.
    founded.founding.splice(
      founded.founding.findIndex(({ body }) => body.kind === 'end_founding'),
      1,
    );
    await sendFounding(founded);
  });
  afterAll(async () => {
    await service.close();
    await founded.close();
  });

  const fetchList = async () => {
    const answer = await fetch(`${founded.config.publicUrl}/api/v1/trust/list`);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([
      200,
      expect.stringContaining('application/jose'),
    ]);
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    return answer.text();
  };
  const verify = (compact: string, now = clock) =>
    verifyTrustedList(compact, {
      issuingRoots: founded.trustFile.issuingRoots,
      verifySignature: verifyWithNodeCrypto,
      clock: now,
    });
  const servicesOf = ({ LoTE }: TrustedList) =>
    LoTE.TrustedEntitiesList.flatMap(({ TrustedEntityServices }) => TrustedEntityServices).map(
      ({ ServiceInformation }) => ServiceInformation,
    );
  let sequence = 0;
  const setStatus = async (status: StatusChange['status'], kind: StatusChange['subject']['kind'] = 'issuer') => {
    const { genesis } = founded.trustFile;
    const ledger = createHttpLedger({ baseUrl: founded.config.publicUrl, fetch });
    const context = {
      genesis: genesisDigest(genesis),
      contractVersion: 1,
      random: platformRandom,
      expiryHeight: (await ledger.head()).height + 50,
    };
    const body = createLedgerTransactionBody(
      'set_status',
      { subject: { kind, id: UTILITY }, status, sequence: ++sequence },
      context,
    );
    const keyStore = await openKeyStore(founded.config, { clock: systemClock, random: platformRandom });
    const association = {
      member: founded.association,
      signer: await keyStore.organisationKeys.signer(founded.association, 'ledger'),
    };
    const outcome = await ledger.submit(
      await signLedgerTransaction(body, [...(await founded.signers(UTILITY, BANK)), association]),
    );
    expect(outcome).toMatchObject({ outcome: 'accepted' });
    await keyStore.close();
  };

  test('names each accredited issuer, what it may issue and with which keys, as the ledger has it', async () => {
    const list = await verify(await fetchList());
    const { ListAndSchemeInformation: scheme, TrustedEntitiesList: entities } = list.LoTE;
    expect(Date.parse(scheme.NextUpdate) - Date.parse(scheme.ListIssueDateTime)).toBe(86_400_000);
    expect(entities).toHaveLength(1);
    expect(servicesOf(list)).toMatchObject([
      {
        ServiceStatus: 'urn:incola:service-status:granted',
        ServiceDigitalIdentity: { X509Certificates: [{ val: founded.trustFile.issuingRoots[0] }] },
        ServiceInformationExtensions: [{ issuing: { vct: VCT, until: null, keys: [{ until: null }] } }],
      },
    ]);
    // Nothing has changed: the very same list is served, and a newer one when it has grown old.
    expect(await verify(await fetchList())).toEqual(list);
    shift += 50_000_000;
    const later = await verify(await fetchList());
    expect(later.LoTE.ListAndSchemeInformation.LoTESequenceNumber).toBeGreaterThan(scheme.LoTESequenceNumber);
  });

  test('follows a suspension at once, and its end', async () => {
    const before = (await verify(await fetchList())).LoTE.ListAndSchemeInformation.LoTESequenceNumber;
    const statuses: string[] = [];
    for (const status of ['suspended', 'active', 'ended'] as const) {
      await setStatus(status);
      const list = await verify(await fetchList());
      statuses.push(servicesOf(list)[0]?.ServiceStatus.split(':').at(-1) ?? '');
      expect(list.LoTE.ListAndSchemeInformation.LoTESequenceNumber).toBeGreaterThan(before);
    }
    expect(statuses).toEqual(['suspended', 'granted', 'withdrawn']);
  });

  test('is refused when anything in it was changed, when another signed it, and out of its time', async () => {
    const compact = await fetchList();
    const [header = '', payload = '', signature = ''] = compact.split('.');
    const encode = (value: JsonObject) => encodeBase64url(encodeUtf8(JSON.stringify(value)));
    const { header: read, payload: list } = parseJws(compact, { maxLength: 1_000_000, maxDepth: 20 });
    const text = JSON.stringify(list);
    const tampered = encodeBase64url(encodeUtf8(text.replace('withdrawn', 'granted')));
    expect(tampered).not.toBe(payload);
    const stranger = es256Signer('stranger');
    const root = founded.trustFile.issuingRoots[0] ?? '';
    const cases: [code: string, compact: string, now?: () => number][] = [
      ['trusted_list_signature', `${header}.${tampered}.${signature}`],
      ['trusted_list_signature', `${encode({ ...read, iat: 1 })}.${payload}.${signature}`],
      ['trusted_list_signature', await createJws({ typ: 'JOSE', x5c: [root] }, list, stranger)],
      [
        'trusted_list_signer_unknown',
        await createJws({ typ: 'JOSE', x5c: [founded.certificates[UTILITY]?.issuing ?? ''] }, list, stranger),
      ],
      ['trusted_list_signer_unknown', `${encode({ ...read, typ: 'statuslist+jwt' })}.${payload}.${signature}`],
      ['trusted_list_signer_unknown', `${encode({ alg: 'ES256' })}.${payload}.${signature}`],
      ['malformed_jws', `${header}.${payload}`],
      ['trusted_list_out_of_date', compact, () => clock() + 87_000_000],
      ['trusted_list_of_the_future', compact, () => clock() - 87_000_000],
    ];
    for (const [code, one, now] of cases) await expect(verify(one, now)).rejects.toMatchObject({ code });
    const keyStore = await openKeyStore(founded.config, { clock: systemClock, random: platformRandom });
    const signer = await keyStore.organisationKeys.signer(cooperativeDid(), 'issuing_root');
    const strange = await createJws({ typ: 'JOSE', x5c: [root] }, { LoTE: { anything: true } }, signer);
    await keyStore.close();
    await expect(verify(strange)).rejects.toMatchObject({ code: 'malformed_trusted_list' });
  });

  test.each(['issuing', 'access'] as const)(
    'comes with a revocation list of the %s authority, at the address that certificates name',
    async (purpose) => {
      const [root = ''] = founded.trustFile[`${purpose}Roots`];
      const named = new x509.X509Certificate(root).getExtension(x509.CRLDistributionPointsExtension);
      const address = named?.distributionPoints[0]?.distributionPoint?.fullName?.[0]?.uniformResourceIdentifier ?? '';
      const fetchCrl = async () => {
        const answer = await fetch(address);
        expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/pkix-crl']);
        return new x509.X509Crl(await answer.arrayBuffer());
      };
      const first = await fetchCrl();
      expect(await first.verify({ publicKey: new x509.X509Certificate(root).publicKey })).toBe(true);
      expect((await fetchCrl()).thisUpdate).toEqual(first.thisUpdate);
      shift += 4 * 86_400_000;
      expect((await fetchCrl()).thisUpdate.getTime()).toBeGreaterThan(first.thisUpdate.getTime());
      shift -= 4 * 86_400_000;
    },
  );

  function cooperativeDid(): string {
    const slug = founded.config.tenants[0]?.slug ?? '';
    return `did:web:${new URL(founded.config.publicUrl).host.replace(':', '%3A')}:${slug}`;
  }
});
