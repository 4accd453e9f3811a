import { z } from 'zod';
import { parseDoor, parseForm } from '#service-kit/door';
import type { Wanted } from '../verifications/wanted-shape.js';

const line = z.string().trim().max(300).default('');
const name = z.string().trim().max(200).default('');

/** An empty field is absent; what the fields hold is judged by the steps that the API calls. */
const questionForm = z.strictObject({
  formToken: z.string().max(64),
  contract: z.string().max(64),
  policy: z.string().max(64).optional(),
  ...{ givenName: name, familyName: name, birthName: name },
  ...{ street: line, postalCode: line, locality: line },
  delivery: z.enum(['screen', 'mail']).default('screen'),
  mailAddress: z.string().max(1_000).default(''),
  mailLanguage: z.enum(['en', 'fr']).optional(),
});

/** What a clerk has typed; shown again where it was refused, and kept nowhere. */
export type TypedQuestion = Omit<z.output<typeof questionForm>, 'formToken' | 'contract' | 'policy'>;

export interface AskedQuestion {
  formToken: string;
  contract: string;
  policy: string | undefined;
  typed: TypedQuestion;
}

export const NOTHING_TYPED: TypedQuestion = {
  ...{ givenName: '', familyName: '', birthName: '', street: '', postalCode: '', locality: '' },
  ...{ delivery: 'screen', mailAddress: '' },
};

/** @throws `invalid_request` */
export function parseQuestion(body: unknown): AskedQuestion {
  const { formToken, contract, policy, ...typed } = parseDoor(questionForm, parseForm(body));
  return { formToken, contract, policy, typed };
}

/** What the tenant wants, as a program would have said it: nothing that was left empty. */
export function wantedOf({ contract, policy, typed }: AskedQuestion): Wanted {
  const { givenName, familyName, birthName, street, postalCode, locality } = typed;
  const names = { ...given({ givenName }), ...given({ familyName }), ...given({ birthName }) };
  const hasAddress = [street, postalCode, locality].some((text) => text !== '');
  const address = { street_address: street, postal_code: postalCode, locality, country: 'FR' };
  return {
    contract,
    ...(policy === undefined ? {} : { policy }),
    ...(hasAddress ? { addresses: [address] } : {}),
    ...(Object.keys(names).length === 0 ? {} : { expected: names }),
    delivery: typed.delivery === 'mail' ? { method: 'page', devices: 'any' } : { method: 'link' },
  };
}

function given<Member extends Record<string, string>>(member: Member): Partial<Member> {
  return Object.values(member).every((text) => text === '') ? {} : member;
}
