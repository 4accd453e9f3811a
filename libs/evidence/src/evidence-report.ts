import type { AttestedRoot } from '#ledger';
import type { Localised } from '#primitives';
import type { EvidenceCode, EvidenceItemName } from './evidence.messages.js';
import type { VerdictRecord } from './verdict-record.js';

/** What one item of the evidence is worth. */
export interface EvidenceItem {
  item: EvidenceItemName;
  /** `not_checked` says why by its code: `redacted`, `discarded`, `prerequisite` … */
  outcome: 'holds' | 'does_not_hold' | 'not_checked';
  code: string;
  sentence: Localised;
  /** Codes and names from deeper down: which verdict differs, which rule a chain breaks. */
  reasons: string[];
}

export interface EvidenceReport {
  /** `holds` where nothing contradicts the record, and who signed it, on what state of the ledger, was shown. */
  outcome: 'holds' | 'does_not_hold';
  items: EvidenceItem[];
  /** As the file says; to be believed only where the report holds. */
  record: VerdictRecord | null;
  /** Who attested the state that the decision rests on; `null` where none was proven. */
  attested: Pick<AttestedRoot, 'operators' | 'colleges' | 'size'> | null;
}

/** What a step found: the item's own code, and what it gives to the steps after it. */
export type Finding<Item extends EvidenceItemName, Given = unknown> =
  | { outcome: 'holds'; code: EvidenceCode<Item>; reasons?: string[]; given: Given }
  | { outcome: 'does_not_hold' | 'not_checked'; code: EvidenceCode<Item>; reasons?: string[]; given?: undefined };
