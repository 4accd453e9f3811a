/** What was issued, by subject: for revocation. */
export interface CredentialRegister {
  /**
   * Marks every credential of the subject that is in force, for good, withdraws his offers, ends his
   * grants with their tokens and removes his letter code. Each list that it touches has one change more. Durable when the unit of
   * work that it joins is.
   * @returns how many there were, and the lists
   */
  revoke(
    tenantId: string,
    subjectRecordId: string,
    revocation: { reason: string; now: number },
  ): Promise<{ revoked: number; listIds: string[] }>;
}
