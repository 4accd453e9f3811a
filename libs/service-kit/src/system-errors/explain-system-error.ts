import { outage, refusal, type CodedError } from '#primitives';

/** Why and what to do, by what the system says. */
const REASONS: Readonly<Record<string, (what: string) => string>> = {
  ENOENT: (what) => `${what} is not there. Check the path: a relative one begins at the project's folder.`,
  ENOTDIR: (what) => `${what} is below something that is no folder. Check the path.`,
  EISDIR: (what) => `${what} is a folder, where a file is wanted. Check the path.`,
  EEXIST: (what) => `${what} is there already. Move it away, or name another place.`,
  EACCES: (what) => `${what} may not be used by this user. Run the command as its owner, or change its permissions.`,
  EPERM: (what) => `${what} may not be used by this user. Run the command as its owner, or change its permissions.`,
  EROFS: (what) =>
    `${what} can't be written: its disk is mounted for reading only. Mount it for writing, or name another place.`,
  ENOSPC: (what) => `${what} can't be written: the disk is full. Make room, and run the command again.`,
  EDQUOT: (what) =>
    `${what} can't be written: this user's share of the disk is used up. Make room, and run the command again.`,
  EADDRINUSE: (what) => `${what} is in use by another program. End that one, or choose another port.`,
  EADDRNOTAVAIL: (what) => `${what} is no address of this machine. Name one that it has, or 0.0.0.0 for all of them.`,
};

type SystemError = Partial<NodeJS.ErrnoException> & { address?: string; port?: number };

/**
 * What the system refused a command, in words that say what to do about it.
 * @returns `undefined` where the error is none of the system's, or none that a person can do something about
 */
export function explainSystemError(error: unknown): CodedError | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const { code = '', syscall, path, address, port } = error as SystemError;
  const explain = REASONS[code];
  if (explain === undefined || syscall === undefined) return undefined;
  const what =
    path ??
    (address === undefined ? 'What was named' : port === undefined || port < 1 ? address : `${address}:${port}`);
  const make = code === 'ENOSPC' || code === 'EDQUOT' ? outage : refusal;
  return make(`system_${code.toLowerCase()}`, explain(what), { cause: error });
}
