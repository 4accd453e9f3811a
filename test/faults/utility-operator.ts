import { call, type HttpAnswer } from './holder-requests.js';

const HEADER =
  'customer_number;given_name;family_name;street_address;postal_code;locality;country;supply_type;role;supply_start_date';

export interface Offered {
  preAuthorizedCode: string;
  transactionCode: string;
}

/** What a utility's operator does, over the management API. */
export class UtilityOperator {
  #next = 1;

  constructor(
    private readonly url: string,
    private readonly apiKey: string,
  ) {}

  static async setUp(url: string, setupCode: string): Promise<UtilityOperator> {
    const headers = { 'content-type': 'application/json' };
    const answer = await call(`${url}/api/v1/setup`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ code: setupCode }),
    });
    return new UtilityOperator(url, answer.body['apiKey'] as string);
  }

  /** A customer number that no customer had before. */
  newNumber(): string {
    return `K-${String(this.#next++).padStart(6, '0')}`;
  }

  fileOf(...customerNumbers: string[]): string {
    const rows = customerNumbers.map(
      (number) =>
        `${number};Zélie;Inventée-Essai;12 bis rue des Chimères;01990;Valserine-les-Essais;FR;water;contract_holder;2020-01-31`,
    );
    return [HEADER, ...rows].join('\n');
  }

  importFile(csv: string): Promise<HttpAnswer> {
    return this.#send('POST', 'imports', csv, 'text/csv');
  }

  /** @returns the subject record's identifier; `undefined` where there is none */
  async find(customerNumber: string): Promise<string | undefined> {
    const { body } = await this.#send('POST', 'subject-records/search', JSON.stringify({ customerNumber }));
    const items = body['items'] as { id: string; customerNumber: string }[];
    if (items.length > 1) throw new Error('one customer is found twice');
    return items[0]?.id;
  }

  offer(subjectRecordId: string): Promise<HttpAnswer> {
    return this.#send('POST', 'offers', JSON.stringify({ subjectRecordId }));
  }

  revoke(subjectRecordId: string): Promise<HttpAnswer> {
    return this.#send('POST', `subject-records/${subjectRecordId}/revocation`, JSON.stringify({ reason: 'key_lost' }));
  }

  /** @returns the code of a new letter */
  async makeLetter(subjectRecordId: string): Promise<string> {
    const { body } = await this.#send('POST', `subject-records/${subjectRecordId}/letter-codes`);
    return body['letterCode'] as string;
  }

  /** Lets a request for credentials through that waits. */
  approve(id: string): Promise<HttpAnswer> {
    return this.#send('POST', `issuances/${id}/approval`, JSON.stringify({ decision: 'approved' }));
  }

  erase(subjectRecordId: string): Promise<HttpAnswer> {
    return this.#send('DELETE', `subject-records/${subjectRecordId}`);
  }

  /** Imports a new customer. */
  async newCustomer(): Promise<{ customerNumber: string; subjectRecordId: string }> {
    const customerNumber = this.newNumber();
    await this.importFile(this.fileOf(customerNumber));
    return { customerNumber, subjectRecordId: (await this.find(customerNumber)) as string };
  }

  async newOffer(subjectRecordId: string): Promise<Offered> {
    return offeredBy(await this.offer(subjectRecordId));
  }

  #send(method: string, path: string, body?: string, contentType = 'application/json'): Promise<HttpAnswer> {
    const headers = {
      authorization: `Bearer ${this.apiKey}`,
      ...(body === undefined ? {} : { 'content-type': contentType }),
    };
    return call(`${this.url}/api/v1/${path}`, { method, headers, ...(body === undefined ? {} : { body }) });
  }
}

/** The codes in what the operator is given. */
export function offeredBy(answer: HttpAnswer): Offered {
  const link = new URL(answer.body['credentialOffer'] as string);
  const offer = JSON.parse(link.searchParams.get('credential_offer') ?? '') as {
    grants: Record<string, { 'pre-authorized_code': string }>;
  };
  const preAuthorizedCode = Object.values(offer.grants)[0]?.['pre-authorized_code'] ?? '';
  return { preAuthorizedCode, transactionCode: answer.body['transactionCode'] as string };
}
