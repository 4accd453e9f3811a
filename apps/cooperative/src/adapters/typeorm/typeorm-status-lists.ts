import { refusal } from '#primitives';
import type { Database } from '#service-kit/database';
import type { PublishedStatusList, StatusLists } from '../../status-provider/status-lists.js';
import { StatusListRow } from './status-list.entity.js';

/** A token takes up to 4 MB: what one issuer may store has a bound. */
const MAX_LISTS_PER_ISSUER = 64;

export class TypeormStatusLists implements StatusLists {
  constructor(private readonly database: Database) {}

  publish(list: PublishedStatusList): Promise<'published' | 'duplicate' | 'outdated'> {
    return this.database.tx(async (manager) => {
      const known = await manager.findOne(StatusListRow, {
        where: { uri: list.uri },
        select: { uri: true, version: true, issuedAt: true, digest: true },
      });
      if (known === null) {
        if ((await manager.countBy(StatusListRow, { issuer: list.issuer })) >= MAX_LISTS_PER_ISSUER) {
          throw refusal('too_many_status_lists', `An issuer has at most ${MAX_LISTS_PER_ISSUER} status lists.`);
        }
        await manager.insert(StatusListRow, list);
        return 'published';
      }
      if (known.digest === list.digest) return 'duplicate';
      if (!isNewer(list, known)) return 'outdated';
      await manager.update(StatusListRow, { uri: list.uri }, list);
      return 'published';
    });
  }

  async find(uri: string): Promise<PublishedStatusList | undefined> {
    return (await this.database.tx((manager) => manager.findOneBy(StatusListRow, { uri }))) ?? undefined;
  }
}

function isNewer(list: PublishedStatusList, known: Pick<PublishedStatusList, 'version' | 'issuedAt'>): boolean {
  return list.version > known.version || (list.version === known.version && list.issuedAt > known.issuedAt);
}
