import type { ChildProcess } from 'node:child_process';

/** A process of the simulation; it says `{ready: true}` when its foundation is laid, then answers each message. */
export function forkSimulation(): ChildProcess;
