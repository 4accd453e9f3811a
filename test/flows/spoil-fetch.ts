import type { HolderTools } from '#holder';
import { parseJsonObject, type JsonObject } from '#primitives';

type Request = { url: string; init: RequestInit };

/** What comes between a wallet and the other side: it may change either way, and remembers what passed. */
export interface Spoiled {
  holder: HolderTools;
  /** Requests as they were sent, after the change. */
  sent: Request[];
  /** Errors that were answered: OAuth code and description, or the code of a problem. */
  errors: string[];
}

/**
 * @param ending of the addresses that are meant, `/token`
 * @param change.request gives the request that is sent instead
 * @param change.response gives the answer that arrives instead
 */
export function spoil(
  holder: HolderTools,
  ending: string,
  change: {
    request?: (init: RequestInit, attempt: number) => RequestInit | Promise<RequestInit>;
    response?: (answer: Response, attempt: number) => Response | Promise<Response>;
  } = {},
): Spoiled {
  const sent: Request[] = [];
  const errors: string[] = [];
  const fetch: HolderTools['fetch'] = async (url, init) => {
    const isMeant = url.endsWith(ending) || url.includes(`${ending}/`);
    if (!isMeant) return holder.fetch(url, init);
    const request = change.request ? await change.request(init, sent.length) : init;
    sent.push({ url, init: request });
    const answer = await holder.fetch(url, request);
    const arrived = change.response ? await change.response(answer, sent.length - 1) : answer;
    if (arrived.status >= 400) errors.push(await describe(arrived.clone()));
    return arrived;
  };
  return { holder: { ...holder, fetch }, sent, errors };
}

/** Sends what was sent before once more, or with changes. @returns status and error */
export async function sendAgain(
  { holder }: Spoiled,
  { url, init }: Request,
  change: RequestInit = {},
): Promise<{ status: number; error: string }> {
  const answer = await holder.fetch(url, { ...init, ...change });
  return { status: answer.status, error: answer.status >= 400 ? await describe(answer) : '' };
}

/** A header of a recorded request. */
export function headerOf({ init }: Request, name: string): string {
  return new Headers(init.headers).get(name) ?? '';
}

export function bodyOf(init: RequestInit): JsonObject {
  return parseJsonObject(init.body as string, { maxLength: 1_000_000, maxDepth: 16 });
}

async function describe(answer: Response): Promise<string> {
  const { error, error_description: description, code } = (await answer.json()) as Record<string, string>;
  return error === undefined ? String(code) : `${error}: ${description}`;
}
