import type { z } from 'zod';
import { refusal } from '#primitives';

const MAX_REPORTED_MEMBERS = 10;
const MAX_PATH_LENGTH = 80;

/**
 * Turns what a peer sent into a type. The refusal names the members that are wrong and never repeats a value or a name that
 * the peer invented.
 * @param code the refusal's code
 * @throws the code
 */
export function parseDoor<Shape extends z.ZodType>(
  shape: Shape,
  value: unknown,
  code = 'invalid_request',
): z.output<Shape> {
  const parsed = shape.safeParse(value);
  if (parsed.success) return parsed.data;
  const members = [...new Set(parsed.error.issues.map(describeIssue))];
  const shown = members.slice(0, MAX_REPORTED_MEMBERS).join('; ');
  const more = members.length > MAX_REPORTED_MEMBERS ? '; and more' : '';
  throw refusal(code, `The request is not as it should be: ${shown}${more}.`);
}

function describeIssue(issue: z.core.$ZodIssue): string {
  const path = issue.path.map(String).join('.');
  const place = path === '' ? 'the whole' : safePath(path);
  return `${place} (${reasonOf(issue)})`;
}

/** The keys of a free map come from the peer; only what looks like a name of ours is repeated. */
function safePath(path: string): string {
  return path.length <= MAX_PATH_LENGTH && /^[\w.\-/:]+$/.test(path) ? path : 'a member';
}

function reasonOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'unrecognized_keys':
      return 'unknown member';
    case 'too_big':
      return 'too long or too large';
    case 'too_small':
      return 'too short or too small';
    case 'invalid_type':
      return `must be ${issue.expected}`;
    case 'invalid_value':
      return 'not one of the allowed values';
    case 'invalid_format':
      return 'wrong form';
    default:
      return 'not acceptable';
  }
}
