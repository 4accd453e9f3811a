import { isCodedError, type Clock, type JsonObject } from '#primitives';
import type { Evidence } from './walk-step.js';

/** One step of a walk in the JSON line that closes it: after a failure with reason and remedy. */
export type StepResult = { name: string; ok: boolean; seconds: number } & JsonObject;

/** Takes a step and prints its evidence; what goes wrong becomes a result, with reason and remedy. */
export async function takeStep(
  name: string,
  { clock, print, folder }: { clock: Clock; print: (line: string) => void; folder: string },
  step: () => Promise<Evidence>,
): Promise<StepResult> {
  const startedAt = clock();
  try {
    const { sentences, figures } = await step();
    for (const sentence of sentences) print(`  ${sentence}`);
    return { name, ok: true, seconds: secondsSince(startedAt, clock), ...figures };
  } catch (error) {
    const reason = isCodedError(error) ? `${error.code}: ${error.message}` : String((error as Error).stack);
    const remedy = `See the services' logs, in the folder "logs" beside ${folder}; then run the demonstration again.`;
    print(`  The step "${name}" failed. ${reason}\n  ${remedy}`);
    return { name, ok: false, seconds: secondsSince(startedAt, clock), reason, remedy };
  }
}

export function secondsSince(start: number, clock: Clock): number {
  return Math.round((clock() - start) / 100) / 10;
}
