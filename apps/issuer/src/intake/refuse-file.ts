import { refusal, type CodedError } from '#primitives';

/** The rules of scope `file`, whose sentences stand with the others in schemas/subject-records/. */
export type FileRule =
  'malformed_utf8' | 'malformed_csv' | 'file_too_large' | 'too_many_rows' | 'missing_column' | 'duplicate_column';

/** The refusal of a whole file; its code is the rule. */
export function refuseFile(rule: FileRule, line?: number, column?: string): CodedError {
  const place = [line === undefined ? '' : ` Line ${line}.`, column === undefined ? '' : ` Column ${column}.`].join('');
  const extensions = { ...(line === undefined ? {} : { line }), ...(column === undefined ? {} : { column }) };
  return refusal(rule, `The customer file is refused by the rule ${rule}.${place}`, { extensions });
}
