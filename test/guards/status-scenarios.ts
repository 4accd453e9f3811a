import { issuerOf } from './credential-scenarios.js';
import { makeLeaf } from './keys.js';
import { IDX, LIST_URI, NOW, POWER, type Plan } from './make-plan.js';
import type { Scenario } from './run-scenario.js';

/** What is wrong with the credential's status, or with the list that tells it. */
export const STATUS_SCENARIOS: readonly Scenario[] = [
  {
    name: 'refuses a revoked credential',
    check: 'status',
    code: 'revoked',
    alter: (plan) => {
      const list = listOf(plan);
      list.statuses[IDX >> 3] = 1 << (IDX & 7);
      list.version = 4;
    },
  },
  {
    name: 'refuses a credential whose status is neither valid nor revoked',
    check: 'status',
    code: 'status_not_valid',
    alter: (plan) => {
      Object.assign(listOf(plan), { bits: 8, version: 4 });
      listOf(plan).statuses[IDX] = 2;
    },
  },
  {
    name: 'refuses a credential without a status',
    check: 'status-reference',
    code: 'status_missing',
    endsThere: true,
    alter: (plan) => void delete plan.payload.status,
  },
  {
    name: 'refuses a negative status index',
    check: 'status-reference',
    code: 'status_malformed',
    backedBy: ['status'],
    alter: (plan) => void (plan.payload.status = { status_list: { idx: -1, uri: LIST_URI } }),
  },
  {
    name: 'refuses a status index beyond its list',
    check: 'status',
    code: 'status_index_out_of_bounds',
    alter: (plan) => void (plan.payload.status = { status_list: { idx: 128 * 8, uri: LIST_URI } }),
  },
  {
    name: 'refuses a status list that it does not have',
    check: 'status-fetched',
    code: 'status_list_unknown',
    endsThere: true,
    alter: (plan) => void plan.statusLists.delete(LIST_URI),
  },
  {
    name: 'refuses a status list that speaks of another one',
    check: 'status-subject',
    code: 'status_list_of_another_address',
    alter: (plan) => void Object.assign(listOf(plan), { uri: `${LIST_URI}1`, version: 4 }),
  },
  {
    name: 'refuses a stale status list',
    check: 'status-fresh',
    code: 'status_list_stale',
    alter: (plan) => void (listOf(plan).issuedAt = NOW - 7200),
  },
  {
    name: 'refuses an expired status list',
    check: 'status-fresh',
    code: 'status_list_stale',
    alter: (plan) => void (listOf(plan).expiresAt = NOW - 3600),
  },
  {
    name: 'refuses a status list signed with the registered key of another member',
    check: 'status-signer',
    code: 'status_list_of_another_issuer',
    alter: (plan) => void (listOf(plan).signerKeyDigest = plan.cast.power.digest),
  },
  {
    name: 'refuses a credential that the registered key of another member signed',
    check: 'status-signer',
    code: 'status_list_of_another_issuer',
    alter: async (plan) => {
      plan.issuerKey = plan.cast.power;
      plan.header.x5c = [await makeLeaf('Lumiere', plan.cast.power, plan.cast.root)];
    },
    backedBy: ['status-anchored'],
  },
  {
    name: 'refuses a status list under the prefix of another member',
    check: 'status-signer',
    code: 'status_list_of_another_issuer',
    alter: (plan) =>
      void (issuerOf(plan).statusListPrefix = 'https://cooperative.example/status-lists/lumiere-du-val/'),
  },
  {
    name: 'refuses a status list that diverges from its anchor',
    check: 'status-anchored',
    code: 'status_diverges',
    alter: (plan) => void (listOf(plan).statuses[0] = 1),
  },
  {
    name: 'refuses a status list that another member anchored',
    check: 'status-anchored',
    code: 'status_diverges',
    alter: (plan) => void (anchorOf(plan).member = POWER),
  },
  {
    name: 'refuses a status list older than its anchor',
    check: 'status-anchored',
    code: 'status_older_than_anchor',
    alter: (plan) => void (anchorOf(plan).version = 4),
  },
  {
    name: 'refuses a newer status list whose anchor is overdue',
    check: 'status-anchored',
    code: 'status_anchor_overdue',
    alter: (plan) => {
      const { maxStatusPendingSeconds } = plan.policy;
      Object.assign(listOf(plan), { version: 4, versionSeenAt: NOW - maxStatusPendingSeconds - 1 });
    },
  },
  {
    name: 'refuses a status list that was never anchored',
    check: 'status-anchored',
    code: 'status_never_anchored',
    alter: (plan) => {
      plan.state.statusAnchors.clear();
      Object.assign(listOf(plan), { issuedAt: NOW - 600 });
      plan.policy.maxStatusPendingSeconds = 300;
    },
  },
];

export function listOf(plan: Plan) {
  const list = plan.statusLists.get(LIST_URI);
  if (list === undefined) throw new Error('The plan has no status list.');
  return list;
}

export function anchorOf(plan: Plan) {
  const anchor = plan.state.statusAnchors.get(LIST_URI);
  if (anchor === undefined) throw new Error('The plan has no status anchor.');
  return anchor;
}
