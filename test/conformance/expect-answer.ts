import { expect } from '@jest/globals';
import type { JsonObject } from '#primitives';

const JSON_TYPE = /^application\/json(?:;|$)/;

/** Looks at an answer with exactly these members, as the suite warns of others. */
export async function expectJson(answer: Response, status: number, members: readonly string[]): Promise<JsonObject> {
  const text = await answer.text();
  expect([answer.status, text]).toEqual([status, expect.any(String)]);
  expect(answer.headers.get('content-type')).toMatch(JSON_TYPE);
  const content = JSON.parse(text) as JsonObject;
  expect(Object.keys(content).sort()).toEqual([...members].sort());
  return content;
}

/** RFC 6749 §5.2, OpenID4VCI 1.0 §8.3.1: an error, what is wrong with it in plain characters, and nothing else. */
export async function expectJsonError(answer: Response, status: number, error: string): Promise<void> {
  const content = await expectJson(answer, status, ['error', 'error_description']);
  expect(content.error).toBe(error);
  expect(content.error_description).toMatch(/^[\x20\x21\x23-\x5b\x5d-\x7e]+$/);
}
