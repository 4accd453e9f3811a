import { isCodedError } from '#primitives';
import { explainSystemError } from '#service-kit/system-errors';

/** 0: done, or ended as asked; 1: failed, with its sentence; 2: called otherwise than it is used. */
export type ExitCode = 0 | 1 | 2;

export interface CommandFrame<Task> {
  usage: string;
  print: (line: string) => void;
  /** What is asked for; `undefined` where the usage has to be said. */
  read: () => Task | undefined;
  perform: (task: Task) => Promise<void>;
}

/**
 * Runs a command of a member's. Refusals and outages, the system's among them, are told by their sentence; anything else is a
 * fault of ours, and thrown.
 */
export async function exitCodeOf<Task>({ usage, print, read, perform }: CommandFrame<Task>): Promise<ExitCode> {
  try {
    const task = read();
    if (task === undefined) {
      print(usage);
      return 2;
    }
    await perform(task);
    return 0;
  } catch (error) {
    const known = isCodedError(error) ? error : explainSystemError(error);
    if (known === undefined) throw error;
    print(known.message);
    return 1;
  }
}
