import type { JsonObject } from '#primitives';
import type { Alarm } from './alarms.js';

/** An alarm for a machine: without the attestations of a fork, which lie in a file of their own. */
export function summarise(alarm: Alarm): JsonObject {
  if (alarm.kind !== 'forked') return { ...alarm };
  const { fork, ...rest } = alarm;
  return { ...rest, seenAt: fork.second.seenAt };
}

/** What makes an alarm the same one at the next look, whatever its figures are by then. */
export function alarmKey(alarm: Alarm): string {
  const where = alarm.kind === 'forked' ? alarm.sources.join(' ') : alarm.source;
  return [alarm.kind, where, 'college' in alarm ? alarm.college : ''].join(' ');
}
