import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Writable } from 'node:stream';
import { createMetrics } from '#service-kit/health';
import { createLog } from '#service-kit/log';
import { readCertificates } from '#service-kit/organisations';
import { openKeyStore } from '../src/adapters/typeorm/open-key-store.js';
import { createCertificateWatch } from '../src/tenants/certificate-watch.js';
import { ownOrganisations } from '#service-kit/organisations';
import { platformRandom } from '#primitives';
import { START_MESSAGES } from '../src/console/start.messages.js';
import { StartPage } from '../src/console/start-page.js';
import { renderToString } from 'preact-render-to-string';
import { startIssuerUnderTest, type IssuerUnderTest } from './issuer-under-test.js';

const DAY = 86_400_000;

describe('the end of an issuing certificate', () => {
  let issuer: IssuerUnderTest;
  beforeAll(async () => {
    issuer = await startIssuerUnderTest();
  });
  afterAll(() => issuer.close());

  test('is a figure, and logged once a day from thirty days before, then as an error', async () => {
    const clock = { now: issuer.clock.now() };
    const keyStore = await openKeyStore(issuer.config, { clock: () => clock.now, random: platformRandom });
    const lines: { level: number; days: number }[] = [];
    const destination = new Writable({
      write(chunk: Buffer, _encoding, done) {
        lines.push(JSON.parse(chunk.toString()) as (typeof lines)[number]);
        done();
      },
    });
    const [tenant] = ownOrganisations(issuer.config);
    const metrics = createMetrics();
    const watch = createCertificateWatch(
      {
        current: (did) => keyStore.organisationKeys.current(did, 'issuing'),
        certificates: await readCertificates(issuer.config.certificatesFile, 'issuing'),
        clock: () => clock.now,
      },
      { tenants: [tenant!], metrics, log: createLog({ service: 'test', level: 'info', destination }) },
    );
    for (const days of [0, 0, 10, 24, 31]) {
      clock.now = issuer.clock.now() + days * DAY;
      await watch.look();
    }
    await keyStore.close();
    // Certificates of this test live for 30 days, from a minute ago.
    expect(lines.map(({ level, days }) => [level, days])).toEqual([
      [40, 29],
      [40, 19],
      [50, 5],
      [50, -2],
    ]);
    const [, figure] = /^incola_certificate_expires_seconds (\d+)$/m.exec(metrics.render()) ?? [];
    expect(Math.floor((Number(figure) * 1000 - issuer.clock.now()) / DAY)).toBe(29);
  });

  test.each([
    ['en', 29, 'in 29 days', 'warning'],
    ['en', 1, 'tomorrow', 'danger'],
    ['fr', 6, 'dans 6 jours', 'danger'],
    ['fr', -1, 'a expiré', 'danger'],
  ] as const)('is said on the start page (%s, %i days)', (locale, certificateDays, words, kind) => {
    const html = pageWith(locale, certificateDays);
    expect(html).toContain(words);
    expect(html).toContain(`l-banner-${kind}`);
  });

  test('is not spoken of while it is far', () => {
    expect(pageWith('en', 30)).not.toContain('certificate');
    expect(pageWith('en', undefined)).not.toContain(START_MESSAGES.en.certificate.ended);
  });
});

function pageWith(locale: 'en' | 'fr', certificateDays: number | undefined): string {
  const figures = { customers: 0, credentialsInForce: 0, openOffers: 0 };
  return renderToString(
    StartPage({ locale, figures, lastImport: undefined, lists: [], boundSeconds: 60, certificateDays }),
  );
}
