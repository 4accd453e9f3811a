import { describe, expect, it } from '@jest/globals';
import { EMPTY_STATE, type HistoryEntry, type HolderState } from '#holder';
import { historyLines, recentRefusals } from '../src/app/history/history-lines.js';
import { receiptStateOf } from '../src/app/history/receipt-state.js';

const NOW = 1_781_524_800;
const entry = (id: string, change: Partial<HistoryEntry> = {}): HistoryEntry =>
  ({
    id,
    presentedAt: NOW,
    outcome: 'accepted',
    differences: [],
    receipt: {},
    shared: [{ vct: 'urn:incola:residency:1', path: ['evidence_date'] }],
    delivery: {
      notice: {
        verifier: { name: 'Ville Imaginaire' },
        contract: { title: { en: 'Resident tariff', fr: 'Tarif résident' } },
      },
    },
    ...change,
  }) as unknown as HistoryEntry;
const refusal = (id: string, at: number, change: object = {}) => ({
  id,
  at,
  member: undefined,
  contract: undefined,
  code: 'consent_refused',
  ...change,
});
const state = (change: Partial<HolderState>): HolderState => ({ ...EMPTY_STATE, ...change });

describe('the history', () => {
  it('holds what was shared and what was not, newest first', () => {
    const history = new Map([['one', entry('one')]]);
    const lines = historyLines(state({ history, refusals: [refusal('two', NOW + 1), refusal('zero', NOW - 1)] }), 'en');
    expect(lines.map(({ id }) => id)).toEqual(['two', 'one', 'zero']);
    expect(lines[1]).toMatchObject({ who: 'Ville Imaginaire', claims: ['evidence date'] });
  });

  it.each<[string, Partial<HistoryEntry>, string | undefined]>([
    ['nothing where the receipt agrees', {}, undefined],
    ['a receipt that is missing', { receipt: undefined }, 'The receipt is missing'],
    ['a receipt that differs', { differences: ['receipt_claims'] }, 'The receipt says something else than your wallet'],
    ['nothing where none is due', { outcome: 'rejected', receipt: undefined } as unknown as HistoryEntry, undefined],
    [
      'nothing while no answer came',
      { outcome: 'unanswered', receipt: undefined } as unknown as HistoryEntry,
      undefined,
    ],
  ])('flags %s', (_what, change, flag) => {
    const [line] = historyLines(state({ history: new Map([['one', entry('one', change)]]) }), 'en');
    expect(line?.kind === 'shared' && line.flag).toBe(flag);
  });

  it.each([
    ['consent_refused', 'You said no.'],
    ['over_asking_claim', 'More is asked than was approved.'],
    ['contract_suspended', 'The cooperative has suspended this use of your data.'],
    ['never_seen', 'This request did not pass a check.'],
  ])('says why nothing was shared: %s', (code, reason) => {
    expect(historyLines(state({ refusals: [refusal('one', NOW, { code })] }), 'en')).toMatchObject([{ reason }]);
  });

  it('names who asked by the registry, else by the address, else not at all', () => {
    const refusals = [
      refusal('1', NOW, { memberName: 'Banque', host: 'bank.example' }),
      refusal('2', NOW, { host: 'phish.example' }),
      refusal('3', NOW),
    ];
    expect(historyLines(state({ refusals }), 'en').map(({ who }) => who)).toEqual([
      'Banque',
      'phish.example',
      'somebody unknown',
    ]);
  });
});

describe('the refusals on the first screen', () => {
  it('are the last three of a month', () => {
    const old = refusal('old', NOW - 31 * 86_400);
    const recent = [1, 2, 3, 4].map((at) => refusal(String(at), NOW + at));
    expect(recentRefusals(state({ refusals: [old, ...recent] }), NOW + 5, 'en').map(({ id }) => id)).toEqual([
      '4',
      '3',
      '2',
    ]);
    expect(recentRefusals(state({ refusals: [old] }), NOW, 'en')).toEqual([]);
  });
});

describe('a receipt', () => {
  it('is not missed before anything was accepted', () => {
    const { receipt: _receipt, ...none } = entry('one');
    expect(receiptStateOf({ ...none, outcome: 'unanswered' })).toBe('none');
    expect(receiptStateOf(none)).toBe('missing');
  });
});
