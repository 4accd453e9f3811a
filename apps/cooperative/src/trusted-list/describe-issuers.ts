import { documentUrlOfDidWeb } from '#identity';
import type { IssuerRecord, MemberRecord, Term } from '#ledger';
import { statusUri, writeInstant, type ServiceStatus, type TrustedEntity } from './trusted-list.js';

export interface KnownIssuer {
  member: MemberRecord;
  issuer: IssuerRecord;
}

/**
 * An issuer as an entity of the list, with one service for each type of credential. It stays on the list when it may no
 * longer issue, so that a reader sees that and does not only miss it.
 * @param issuingRoot DER in Base 64, the anchor of its leaf certificates
 * @param now seconds since the epoch
 */
export function describeIssuer({ member, issuer }: KnownIssuer, issuingRoot: string, now: number): TrustedEntity {
  const about = documentUrlOfDidWeb(member.did).href;
  const keys = issuer.keys.map(({ digest, ...term }) => ({ digest, ...instants(term) }));
  return {
    TrustedEntityInformation: {
      TEName: [{ lang: 'fr', value: member.name }],
      TETradeName: [{ lang: 'fr', value: member.legalId }],
      TEAddress: { TEElectronicAddress: [{ lang: 'fr', uriValue: about }] },
      TEInformationURI: [{ lang: 'fr', uriValue: about }],
    },
    TrustedEntityServices: issuer.mayIssue.map(({ vct, ...term }) => ({
      ServiceInformation: {
        ServiceTypeIdentifier: 'urn:incola:service-type:credential-issuance',
        ServiceName: [{ lang: 'en', value: vct }],
        ServiceDigitalIdentity: { X509Certificates: [{ val: issuingRoot }] },
        ServiceStatus: statusUri(statusOf({ member, issuer }, term, now)),
        ServiceInformationExtensions: [{ issuing: { vct, ...instants(term), keys } }],
      },
    })),
  };
}

function statusOf({ member, issuer }: KnownIssuer, { until }: Term, now: number): ServiceStatus {
  if (member.status === 'excluded' || issuer.status === 'ended') return 'withdrawn';
  if (until !== null && until <= now) return 'withdrawn';
  return member.status === 'suspended' || issuer.status === 'suspended' ? 'suspended' : 'granted';
}

function instants({ from, until }: Term): { from: string; until: string | null } {
  return { from: writeInstant(from), until: until === null ? null : writeInstant(until) };
}
