import type { TrustedEntity } from '#trust';
import { makeAuthority, makeLeaf } from './keys.js';
import { beListed, ENTITY } from './listed-plan.js';
import { LIST_URI, VCT, WATER, type Plan } from './make-plan.js';
import type { Scenario } from './run-scenario.js';
import { listOf } from './status-scenarios.js';

/** What is wrong with a credential of somebody who is no member. */
export const LISTED_SCENARIOS: readonly Scenario[] = [
  {
    name: 'refuses an issuer whose certificates lead to nobody on a list',
    check: 'issuer-chain',
    code: 'chain_on_no_list',
    alter: async (plan) => {
      const elsewhere = await makeAuthority('Autre autorite');
      plan.header.x5c = [await makeLeaf('Eau', plan.cast.water, plan.cast.foreignRoot)];
      plan.trustedEntities.push(entityUnder(elsewhere.der));
    },
  },
  {
    name: 'refuses a listed issuer whose certificate is for something else',
    check: 'issuer-chain',
    code: 'chain_usage',
    alter: async (plan) => {
      const { water, foreignRoot } = plan.cast;
      plan.header.x5c = [await makeLeaf('Eau', water, foreignRoot, { purpose: '1.3.6.1.5.5.7.3.1' })];
      plan.trustedEntities.push(entityUnder(foreignRoot.der));
    },
  },
  {
    name: 'refuses a type that the list does not name for its issuer',
    check: 'issuer-accredited',
    code: 'type_not_listed',
    alter: (plan) => beListed(plan, { types: ['urn:example:other:1'] }),
  },
  {
    name: 'refuses a listed issuer whose term has ended',
    check: 'issuer-accredited',
    code: 'listed_out_of_term',
    alter: (plan) => beListed(plan, { until: plan.nowSeconds }),
  },
  {
    name: 'refuses a listed issuer that names itself as another one of the list',
    check: 'issuer-accredited',
    code: 'issuer_differs',
    alter: async (plan) => {
      await beListed(plan);
      plan.payload.iss = 'https://other.example';
      plan.trustedEntities.push(entityUnder(plan.cast.root.der, 'https://other.example'));
    },
  },
  {
    name: 'refuses a listed issuer that names itself as a member',
    check: 'issuer-accredited',
    code: 'issuer_differs',
    alter: async (plan) => {
      await beListed(plan);
      plan.payload.iss = WATER;
    },
  },
  {
    name: 'refuses a member’s credential where nothing is known of members',
    check: 'issuer-accredited',
    code: 'on_no_list',
    endsThere: true,
    alter: (plan) => {
      plan.hasState = false;
      plan.asked.contract = null;
    },
  },
  {
    name: 'refuses a listed issuer’s credential without the status that its list demands',
    check: 'status-reference',
    code: 'status_missing',
    endsThere: true,
    alter: async (plan) => {
      await beListed(plan);
      delete plan.payload.status;
    },
  },
  {
    name: 'refuses a status list that nobody of the listed issuer’s signed',
    check: 'status-signer',
    code: 'status_list_of_another_issuer',
    alter: async (plan) => {
      await beListed(plan);
      const { water, root } = plan.cast;
      listOf(plan).signerX5c = [await makeLeaf('Eau', water, root)];
    },
  },
  {
    name: 'refuses a credential that an identifier list names as revoked',
    check: 'status',
    code: 'revoked',
    alter: (plan) => byIdentifier(plan, ['AQIDBA', 'ChQeKA']),
  },
  {
    name: 'refuses a status list where the credential names an identifier list',
    check: 'status',
    code: 'status_list_of_another_kind',
    alter: (plan) => byIdentifier(plan, undefined),
  },
  {
    name: 'refuses an identifier list where the credential names a status list',
    check: 'status',
    code: 'status_list_of_another_kind',
    alter: async (plan) => {
      await beListed(plan);
      Object.assign(listOf(plan), { revokedIdentifiers: new Set() });
    },
  },
  {
    name: 'refuses a status of a kind that it does not know',
    check: 'status-reference',
    code: 'status_malformed',
    endsThere: true,
    alter: async (plan) => {
      await beListed(plan, { status: 'if_present' });
      plan.payload.status = { attestation: { uri: LIST_URI } };
    },
  },
  {
    name: 'refuses a credential whose status host is down',
    check: 'status-fetched',
    code: 'status_host_down',
    endsThere: true,
    alter: withHostDown,
  },
  {
    name: 'refuses a credential whose status host is down where only the last known list would do',
    check: 'status-fetched',
    code: 'status_host_down',
    endsThere: true,
    alter: async (plan) => {
      await withHostDown(plan);
      plan.policy.onStatusUnavailable = 'accept_last_known';
    },
  },
];

/** Has the credential named by an identifier instead of a place. */
export async function byIdentifier(plan: Plan, revoked: string[] | undefined): Promise<void> {
  await beListed(plan);
  plan.payload.status = { identifier_list: { id: 'ChQeKA', uri: LIST_URI } };
  if (revoked !== undefined) Object.assign(listOf(plan), { revokedIdentifiers: new Set(revoked) });
}

async function withHostDown(plan: Plan): Promise<void> {
  await beListed(plan);
  plan.statusLists.clear();
  plan.hostsDown.add(LIST_URI);
}

function entityUnder(anchor: string, id = ENTITY): TrustedEntity {
  const entity = { id, name: 'Identité fictive', list: 'own', types: [VCT], anchors: [anchor] };
  return { ...entity, from: 0, until: null, status: 'if_present' };
}
