import type { SubjectVault } from '#service-kit/vault';
import type { ImportProblemStore } from './import-store.js';

/**
 * Destroys the lists of problems that are seven days old: they quote what the utility's file said of people. A timer runs it,
 * and each import. If we die in between, the key is gone and the next run forgets the rest.
 */
export async function forgetOldProblems(store: ImportProblemStore, vault: SubjectVault, now: number): Promise<void> {
  for (const { tenantId, id } of await store.withOldProblems(now)) {
    await vault.destroySubject(tenantId, id);
    await store.forgetProblems(tenantId, id);
  }
}
