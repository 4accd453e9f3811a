import { decodeUtf8, encodeBase64url, encodeUtf8, parseJson } from '#primitives';
import type { AskingMember } from '../organisations/asking-member.js';
import {
  preparePresentation,
  type AskingParts,
  type WantedPresentation,
} from '../presentation-requests/ask-presentation.js';
import type { EndingParts } from '../verifications/end-presentations.js';
import type { ReadingParts } from '../verifications/read-verification.js';
import type { HostedPage, PageDevices } from './hosted-page.js';
import type { HostedPages } from './hosted-pages.js';
import { pageUrl, withQuery } from './page-places.js';
import { newSecret } from './page-secrets.js';
import { checkReturnUrl } from './return-url.js';

export interface HostedPageParts extends AskingParts, EndingParts, ReadingParts {
  pages: HostedPages;
  pageLifetimeSeconds: number;
  /** Origins to which the tenant's people may be sent. */
  returnOriginsOf(tenantId: string): readonly string[];
}

export interface WantedPage {
  returnUrl?: string | undefined;
  devices: PageDevices;
}

export interface PreparedPage {
  page: HostedPage;
  url: string;
  /** Makes page and request durable; joins the caller's unit. */
  keep: () => Promise<void>;
}

/** Of what is sealed for a page: the tenant's question, to be asked again. */
const WANTED_PLACE = 'verifier-hosted-page';
const ID_BYTES = 16;

/**
 * Makes a page with its first request, both durable on return, and its address, which opens once.
 * @throws the codes of {@link prepareHostedPage}
 */
export async function createHostedPage(
  ...given: Parameters<typeof prepareHostedPage>
): Promise<Omit<PreparedPage, 'keep'>> {
  const { keep, ...made } = await prepareHostedPage(...given);
  await keep();
  return made;
}

/**
 * As {@link createHostedPage}, but stores nothing yet; never within a unit of the database.
 * @throws `return_url_not_allowed` and the codes of `preparePresentation`
 */
export async function prepareHostedPage(
  member: AskingMember,
  wanted: WantedPresentation,
  { returnUrl, devices }: WantedPage,
  parts: HostedPageParts,
): Promise<PreparedPage> {
  const { publicUrl, clock, random } = parts;
  const tenantId = member.slug;
  const origins = parts.returnOriginsOf(tenantId);
  const checked = returnUrl === undefined ? null : checkReturnUrl(returnUrl, { origins, publicUrl });
  const id = encodeBase64url(random(ID_BYTES));
  const start = newSecret('start', random);
  const createdAt = clock();
  const expiresAt = createdAt + parts.pageLifetimeSeconds * 1000;
  const presentation = await preparePresentation(member, wanted, parts, {
    pageId: id,
    codeAwaited: checked !== null || devices === 'same',
    askableUntil: expiresAt,
  });
  const page: HostedPage = {
    ...{ tenantId, id, presentationId: presentation.id, attempts: 1, devices },
    sealedWanted: await parts.vault.seal(tenantId, id, encodeUtf8(JSON.stringify(wanted)), WANTED_PLACE),
    returnUrl: checked,
    startDigest: start.digest,
    ...{ sessionDigest: null, walletCodeDigest: null, returnedAt: null },
    ...{ resultCodeDigest: null, resultCodeExpiresAt: null, redeemedAt: null },
    ...{ createdAt, expiresAt },
  };
  const keep = () =>
    parts.database.tx(async () => {
      await parts.presentations.insert({ ...presentation, createdAt });
      await parts.pages.insert(page);
    });
  return { page, url: withQuery(pageUrl(publicUrl, page), 'start', start.text), keep };
}

/** The question of a page that has not ended; `undefined` of one that has. */
export async function openWanted(
  { tenantId, id, sealedWanted }: HostedPage,
  { vault }: Pick<HostedPageParts, 'vault'>,
): Promise<WantedPresentation | undefined> {
  if (sealedWanted === null) return undefined;
  const [opened] = await vault.openMany(tenantId, [{ subjectId: id, sealed: sealedWanted, place: WANTED_PLACE }]);
  if (opened === undefined || opened === null) return undefined;
  return parseJson(decodeUtf8(opened)) as unknown as WantedPresentation;
}
