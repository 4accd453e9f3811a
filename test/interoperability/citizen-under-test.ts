import { CitizenBrowser, WATER } from '../../apps/issuer/test/citizen-browser.js';
import { customer, HEADER } from '../../apps/issuer/test/intake-fixture.js';
import type { IssuerUnderTest } from '../../apps/issuer/test/issuer-under-test.js';

const BIRTH_HEADER = `${HEADER};birth_date;birth_date_evidence;birth_date_assurance;birth_date_evidence_date`;

/** A customer of the water works, born in 2007, who has had a letter and signs in with it. */
export class CitizenUnderTest {
  private constructor(
    private readonly issuer: IssuerUnderTest,
    readonly subjectRecordId: string,
    private readonly letterCode: string,
  ) {}

  static async register(issuer: IssuerUnderTest): Promise<CitizenUnderTest> {
    const row = `${customer(1)};2007-01-01;identity_document;substantial;2025-06-01`;
    await issuer.manage(WATER, 'POST', '/imports', `${BIRTH_HEADER}\n${row}`);
    const found = await issuer.manage(WATER, 'POST', '/subject-records/search', { customerNumber: 'C-0001' });
    const id = ((await found.json()) as { items: { id: string }[] }).items[0]?.id as string;
    const letter = await issuer.manage(WATER, 'POST', `/subject-records/${id}/letter-codes`);
    return new CitizenUnderTest(issuer, id, ((await letter.json()) as { letterCode: string }).letterCode);
  }

  /** Comes from a wallet that has pushed its request. @returns where the browser is sent with the code */
  async signIn(clientId: string, requestUri: string): Promise<string> {
    const browser = new CitizenBrowser(this.issuer);
    const { path, formToken } = await browser.begin({ clientId, requestUri, codeVerifier: '' });
    const form = { formToken, 'customer-number': 'C-0001', 'letter-code': this.letterCode };
    const answer = await browser.post(path, form);
    return answer.headers.get('location') as string;
  }
}
