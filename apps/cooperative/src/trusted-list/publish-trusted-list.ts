import { createJws, secondsOf, type Clock, type Signer } from '#primitives';
import type { LedgerRecords } from '../ledger/ledger-records.js';
import { describeIssuer } from './describe-issuers.js';
import { TRUSTED_LIST_TYPE, writeInstant, type TrustedEntity, type TrustedList } from './trusted-list.js';

const MAX_ISSUERS = 256;
/** Clause 6.3.15: at most six months; ours follows a suspension at once, and says each day that nothing has changed. */
const VALID_SECONDS = 86_400;
/** A list that is served has at least this long to go. */
const RENEW_SECONDS = VALID_SECONDS / 2;

export interface TrustedListParts {
  records: LedgerRecords;
  /** The cooperative's authority that certifies issuers; its root stands in everybody's trust file. */
  signer: () => Promise<Pick<Signer, 'suite' | 'sign'>>;
  /** DER in Base 64. */
  issuingRoot: string;
  operator: { name: string };
  publicUrl: string;
  clock: Clock;
}

interface Issued {
  /** What the list says of entities, to see whether that has changed. */
  content: string;
  issuedAt: number;
  jws: string;
}

/** The registry as a signed list of trusted entities, made from the ledger's state when somebody asks (ETSI TS 119 602). */
export class TrustedListPublisher {
  #issued: Issued | undefined;

  constructor(private readonly parts: TrustedListParts) {}

  /** @returns a JWS in compact serialization */
  async current(): Promise<string> {
    const now = secondsOf(this.parts.clock);
    const entities = await this.#entities(now);
    const content = JSON.stringify(entities);
    const standing = this.#issued;
    if (standing?.content === content && now - standing.issuedAt < RENEW_SECONDS) return standing.jws;
    // Each release has a higher number, also after a restart (clause 6.3.2).
    const issuedAt = Math.max(now, (standing?.issuedAt ?? 0) + 1);
    const jws = await this.#sign(this.#listOf(entities, issuedAt), issuedAt);
    this.#issued = { content, issuedAt, jws };
    return jws;
  }

  async #entities(now: number): Promise<TrustedEntity[]> {
    const { records, issuingRoot } = this.parts;
    const issuers = await records.listRecords('issuer', { limit: MAX_ISSUERS });
    const entities: TrustedEntity[] = [];
    for (const { record: issuer } of issuers) {
      const member = await records.readRecord('member', issuer.member);
      if (member !== undefined) entities.push(describeIssuer({ member, issuer }, issuingRoot, now));
    }
    return entities;
  }

  #listOf(entities: TrustedEntity[], issuedAt: number): TrustedList {
    const { operator, publicUrl } = this.parts;
    const about = [{ lang: 'en' as const, uriValue: `${publicUrl}/explorer` }];
    return {
      LoTE: {
        ListAndSchemeInformation: {
          LoTEVersionIdentifier: 1,
          LoTESequenceNumber: issuedAt,
          LoTEType: 'urn:incola:lote-type:issuers',
          SchemeOperatorName: [{ lang: 'fr', value: operator.name }],
          SchemeOperatorAddress: { SchemeOperatorElectronicAddress: about },
          SchemeName: [
            { lang: 'en', value: 'Issuers of proofs that the members have accredited' },
            { lang: 'fr', value: 'Émetteurs de justificatifs agréés par les membres' },
          ],
          SchemeInformationURI: about,
          StatusDeterminationApproach: 'urn:incola:status-determination:vote-of-colleges',
          SchemeTerritory: 'FR',
          ListIssueDateTime: writeInstant(issuedAt),
          NextUpdate: writeInstant(issuedAt + VALID_SECONDS),
        },
        TrustedEntitiesList: entities,
      },
    };
  }

  async #sign(list: TrustedList, issuedAt: number): Promise<string> {
    const header = { typ: TRUSTED_LIST_TYPE, cty: 'json', iat: issuedAt, x5c: [this.parts.issuingRoot] };
    return createJws(header, list, await this.parts.signer());
  }
}
