import { z } from 'zod';
import { canonicalJson, domainDigest, encodeBase64url, encodeUtf8, parseJson, refusal, type Domain } from '#primitives';
import { ceremonyPlanShape } from './ceremony-plan.js';
import { signedDeclarationShape } from './declaration.js';
import { signOffShape } from './sign-off.js';

const ENTRY: Domain = 'incola:ceremony-entry:1';
const MAX_ENTRIES = 128;
const LIMITS = { maxLength: 1024 * 1024, maxDepth: 12 };

const digest = z.string().regex(/^[A-Za-z0-9_-]{43}$/);
const stepShape = z.discriminatedUnion('step', [
  z.strictObject({ step: z.literal('plan'), plan: ceremonyPlanShape }),
  z.strictObject({ step: z.literal('declaration'), declared: signedDeclarationShape }),
  z.strictObject({ step: z.literal('founding'), genesis: digest }),
  z.strictObject({ step: z.literal('sign_off'), signOff: signOffShape }),
]);

/** What happened at a ceremony, one step after the other. */
export type CeremonyStep = z.infer<typeof stepShape>;
export type TranscriptEntry = z.infer<typeof entryShape>;
export type Transcript = z.infer<typeof transcriptShape>;

const entryShape = z.strictObject({
  /** Seconds since the epoch, by the coordinator's clock. */
  at: z.int().min(0),
  /** Digest of the entry before, so that none is changed, put in or left out; `null` for the first. */
  previous: digest.nullable(),
  content: stepShape,
});
const transcriptShape = z.strictObject({
  format: z.literal('incola-ceremony'),
  version: z.literal(1),
  entries: z.array(entryShape).min(1).max(MAX_ENTRIES),
});

export function entryDigest(entry: TranscriptEntry): string {
  return encodeBase64url(domainDigest(ENTRY, encodeUtf8(canonicalJson(entry))));
}

export function beginTranscript(content: CeremonyStep, at: number): Transcript {
  return { format: 'incola-ceremony', version: 1, entries: [{ at, previous: null, content }] };
}

export function appendEntry(transcript: Transcript, content: CeremonyStep, at: number): Transcript {
  const last = transcript.entries.at(-1);
  const previous = last === undefined ? null : entryDigest(last);
  return { ...transcript, entries: [...transcript.entries, { at, previous, content }] };
}

/** @throws `transcript_unreadable`, `transcript_changed` */
export function readTranscript(text: string): Transcript {
  const transcript = parse(text);
  for (const [place, { previous }] of transcript.entries.entries()) {
    const before = transcript.entries[place - 1];
    if (previous !== (before === undefined ? null : entryDigest(before))) {
      throw refusal('transcript_changed', `Entry ${place} of the transcript does not follow the one before it.`);
    }
  }
  return transcript;
}

function parse(text: string): Transcript {
  try {
    return transcriptShape.parse(parseJson(text, LIMITS));
  } catch (cause) {
    throw refusal('transcript_unreadable', 'The file is no transcript of a ceremony.', { cause });
  }
}
