import { describe, expect, it } from '@jest/globals';
import {
  assessAnswer,
  type Assessment,
  type AssessedCredential,
  type AssessmentItem,
  type ExpectedPerson,
} from '../src/index.js';
import { FOLDER, jsonFiles, POLICIES, readJson } from './policy-files.js';

/** A stored example, in schemas/verification-policies/examples/{policy}/. */
interface Example {
  comment: string;
  now: string;
  expected: ExpectedPerson;
  credentials: AssessedCredential[];
  /** The sentences follow from the reasons. */
  assessment: Omit<Assessment, 'items'> & { items: Omit<AssessmentItem, 'sentence'>[] };
}

const stored = await Promise.all(
  POLICIES.map(async (policy) => {
    const folder = `${FOLDER}/examples/${policy.id}`;
    const names = await jsonFiles(folder);
    const examples = await Promise.all(names.map((name) => readJson<Example>(`${folder}/${name}`)));
    return { policy, examples };
  }),
);
const digests = await readJson<Record<string, { version: number; digest: string }>>(`${FOLDER}/examples/digests.json`);

function assess({ expected, credentials, now }: Example, policy: (typeof POLICIES)[number]) {
  return assessAnswer(policy, expected, credentials, Date.parse(now) / 1000);
}

describe('the stored examples of the policies', () => {
  it('are there for every policy, and for no other', async () => {
    expect(POLICIES.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['account-opening', 'resident-tariff', 'over-18', 'residency-and-age']),
    );
    for (const { examples } of stored) {
      const outcomes = examples.map(({ assessment }) => assessment.outcome);
      expect(outcomes).toEqual(expect.arrayContaining(['met', 'not_met']));
    }
    expect(Object.keys(digests).sort()).toEqual(POLICIES.map(({ id }) => id).sort());
  });

  it.each(POLICIES)(
    'are of the version of $id whose digest is recorded: who changes a policy raises its version',
    (policy) => {
      expect({ version: policy.version, digest: policy.digest }).toEqual(digests[policy.id]);
    },
  );

  const cases = stored.flatMap(({ policy, examples }) =>
    examples.map((example) => ({ id: policy.id, policy, ...example })),
  );
  it.each(cases)('$id: $comment', ({ policy, ...example }) => {
    const { items, ...rest } = assess(example, policy);
    const stored = items.map(({ sentence, ...item }) => {
      expect(sentence.en).not.toBe('');
      return item;
    });
    expect({ ...rest, items: stored }).toEqual(example.assessment);
  });

  it.each(stored)('show each rule of $policy.id refusing, and each alternative accepted', ({ policy, examples }) => {
    const items = examples.flatMap((example) => assess(example, policy).items);
    for (const need of policy.needs) {
      const ofNeed = items.filter((item) => item.need === need.id);
      for (const rule of new Set(ofNeed.map((item) => item.rule))) {
        const refused = ofNeed.some((item) => item.rule === rule && !item.accepted);
        expect({ need: need.id, rule, refused }).toEqual({ need: need.id, rule, refused: true });
      }
      for (const { queryId } of need.alternatives) {
        const accepted = ofNeed.some(({ credentialQueryId, accepted }) => credentialQueryId === queryId && accepted);
        expect({ queryId, accepted }).toEqual({ queryId, accepted: true });
      }
    }
  });

  it('hand on no name and no address where a rule has compared them', () => {
    const handedOn = JSON.stringify(
      stored.flatMap(({ policy, examples }) => examples.map((one) => assess(one, policy).minimal)),
    );
    expect(handedOn).toContain('Ville-Imaginaire');
    for (const value of ['Camille', 'CAMILLE', 'Fictive', 'Brenne', 'LILAS', 'Lilas'])
      expect(handedOn).not.toContain(value);
  });
});
