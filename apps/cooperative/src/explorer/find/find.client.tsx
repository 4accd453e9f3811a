import { render, type ComponentChild } from 'preact';
import { Banner, isLocale, type Locale } from '#look';
import { parseTrustFile, type TrustFile } from '#ledger';
import { encodeUtf8 } from '#primitives';
import { linkTo } from '../page/links.js';
import { checkProof } from './check-proof.js';
import { FILE_ANSWER_MESSAGES } from './file-answer.messages.js';
import { FileAnswer } from './file-answer.js';
import { MAX_FILES, recogniseFiles, type ChosenFile, type Recognised } from './recognise-files.js';

const MAX_BYTES = 32 * 1024 * 1024;

const { lang } = document.documentElement;
const locale: Locale = isLocale(lang) ? lang : 'en';
const messages = FILE_ANSWER_MESSAGES[locale];

const element = <Kind extends HTMLElement>(id: string) => document.getElementById(id) as Kind;
const answer = element('file-answer');
const digestAnswer = element('digest-answer');
const say = (content: ComponentChild) => render(content, answer);

/** Only the newest choice is answered: an earlier one may still be on its way. */
let newest = 0;

element('files').hidden = false;
element<HTMLInputElement>('file').addEventListener('change', ({ currentTarget }) => {
  void examineFiles([...((currentTarget as HTMLInputElement).files ?? [])]);
});
element('check').addEventListener('click', () => {
  const bytes = encodeUtf8(element<HTMLTextAreaElement>('pasted').value);
  if (bytes.length > 0) void answerFor(async () => [{ name: '', bytes }]);
});
const drop = element('drop');
// Elsewhere on the page a dropped file would replace the page.
document.addEventListener('dragover', (event) => event.preventDefault());
document.addEventListener('drop', (event) => {
  event.preventDefault();
  drop.classList.remove('x-drop-over');
  void examineFiles([...(event.dataTransfer?.files ?? [])]);
});
document.addEventListener('dragenter', () => drop.classList.add('x-drop-over'));
document.addEventListener('dragleave', ({ relatedTarget }) => {
  if (relatedTarget === null) drop.classList.remove('x-drop-over');
});

async function examineFiles(files: readonly File[]): Promise<void> {
  if (files.length === 0) return;
  if (files.length > MAX_FILES) return say(<Problem words={messages.tooMany} />);
  if (files.some(({ size }) => size > MAX_BYTES)) return say(<Problem words={messages.tooLarge} />);
  await answerFor(() =>
    Promise.all(files.map(async (file) => ({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) }))),
  );
}

async function answerFor(read: () => Promise<ChosenFile[]>): Promise<void> {
  const own = ++newest;
  digestAnswer.replaceChildren();
  say(<p>{messages.reading}</p>);
  try {
    const recognised = recogniseFiles(await read());
    const content = await answerTo(recognised);
    const found = await lookUp(recognised);
    if (own !== newest) return;
    say(content);
    digestAnswer.replaceChildren(...found);
  } catch {
    if (own === newest) say(<Problem words={messages.unreachable} />);
  }
}

async function answerTo({ proof, trust, receipt, malformed, others }: Recognised): Promise<ComponentChild> {
  const believed = proof === undefined ? undefined : (trust ?? (await ownTrust()));
  return (
    <FileAnswer
      locale={locale}
      malformed={malformed}
      receipt={receipt}
      proof={
        proof &&
        believed && { checked: await checkProof(proof, believed), trust: believed, isOwnTrust: believed !== trust }
      }
      isTrustAlone={trust !== undefined && proof === undefined && receipt === undefined && others.length === 0}
    />
  );
}

async function ownTrust(): Promise<TrustFile> {
  const response = await fetch(linkTo.trust);
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  return parseTrustFile(await response.text());
}

/** The server's own page for the digests; its answer, in the person's words, is put into this one. */
async function lookUp({ others, legalTexts }: Recognised): Promise<ChildNode[]> {
  const digests = [...legalTexts, ...others.map(({ digest }) => digest)].slice(0, MAX_FILES);
  if (digests.length === 0) return [];
  const query = new URLSearchParams(digests.map((digest) => ['digest', digest]));
  const response = await fetch(`${linkTo.find}?${query.toString()}`, { headers: { accept: 'text/html' } });
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  const page = new DOMParser().parseFromString(await response.text(), 'text/html');
  return [...(page.getElementById('digest-answer')?.childNodes ?? [])];
}

function Problem({ words }: { words: string }) {
  return (
    <Banner kind="warning">
      <p>{words}</p>
    </Banner>
  );
}
