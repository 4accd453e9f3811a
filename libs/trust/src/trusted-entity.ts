/**
 * Somebody whose credentials are accepted though he is no member of the cooperative: a provider of identity data or of proofs
 * of age that stands on a list (a Member State's, the EU's, or the verifier's own).
 */
export interface TrustedEntity {
  /** URI or DID by which evidence names it. */
  id: string;
  name: string;
  /** Which list it stands on: `eu-av`, `own` … */
  list: string;
  /** What it may issue, as each format names its types: `vct`, document type, W3C type. */
  types: readonly string[];
  /** DER in Base 64: its certification authorities, or the signing certificates themselves. */
  anchors: readonly string[];
  /** Seconds since the epoch; inclusive. */
  from: number;
  /** Exclusive; `null` where no end is known. */
  until: number | null;
  /** Whether its credentials must carry a status, or are held to one only where they do. */
  status: 'required' | 'if_present';
  levelOfAssurance?: 'low' | 'substantial' | 'high';
}
