import { isCodedError } from '#primitives';

/** How a full disk, or a quota, shows in our errors and in a service's last words. */
/** SQLITE_IOERR_SHMSIZE: SQLite could not make room for the index of its write-ahead log. */
const DISK_FULL =
  /\b(?:ENOSPC|EDQUOT|EFBIG|SQLITE_FULL|SQLITE_IOERR_SHMSIZE)\b|no space left on device|database or disk is full/i;
/** How it shows that the data are not this program's: another founding's, or another version's. */
const OTHER_DATA =
  /\b(?:genesis_differs|wrong_genesis|contract_version_mismatch|code_not_in_force|malformed_trust_file|data_from_before)\b/;
const MAX_CAUSES = 5;

export function speaksOfFullDisk(text: string): boolean {
  return DISK_FULL.test(text);
}

/** A problem in one sentence, and its remedy in another; what isn't foreseen keeps its own words. */
export function explainProblem(error: unknown, dataFolder: string): string {
  const told = wordsOf(error);
  if (speaksOfFullDisk(told)) return diskIsFull(dataFolder);
  if (OTHER_DATA.test(told)) {
    return (
      `The data in ${dataFolder} are of an earlier version, or of another founding, which this program does not go on with.\n` +
      'Begin anew, which removes them: npm start -- --fresh   Or keep them, and start elsewhere: npm start -- --data OTHER-FOLDER'
    );
  }
  return isCodedError(error) ? `${error.message}\n(${error.code})` : String((error as Error).stack ?? error);
}

function diskIsFull(dataFolder: string): string {
  return (
    `The disk is full: there is no room left for ${dataFolder}.\n` +
    'Make room there, and start again: what was begun is finished then. Or start elsewhere: npm start -- --data OTHER-FOLDER'
  );
}

/** Codes and words of an error and its causes. */
function wordsOf(error: unknown, depth = 0): string {
  if (!(error instanceof Error) || depth > MAX_CAUSES) return String(error);
  const { code = '', cause } = error as { code?: unknown; cause?: unknown };
  return `${String(code)} ${error.message} ${cause === undefined ? '' : wordsOf(cause, depth + 1)}`;
}
