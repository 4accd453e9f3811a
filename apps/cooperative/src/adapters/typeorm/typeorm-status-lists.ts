import { Like } from 'typeorm';
import { refusal } from '#primitives';
import { findRow, type Database } from '#service-kit/database';
import type { PublishedStatusList, StatusListFormat, StatusLists } from '../../status-provider/status-lists.js';
import { StatusTokenRow } from './status-list.entity.js';

/** A token takes up to 4 MB: what one issuer may store has a bound. Each list has two. */
const MAX_TOKENS_PER_ISSUER = 128;

export class TypeormStatusLists implements StatusLists {
  constructor(private readonly database: Database) {}

  publish(list: PublishedStatusList, overBefore: number): Promise<'published' | 'duplicate' | 'outdated'> {
    const key = { uri: list.uri, format: list.format };
    return this.database.tx(async (manager) => {
      const known = await manager.findOne(StatusTokenRow, {
        where: key,
        select: { uri: true, format: true, version: true, issuedAt: true, digest: true },
      });
      if (known === null) {
        await manager
          .createQueryBuilder()
          .delete()
          .from(StatusTokenRow)
          .where('"issuer" = :issuer AND "issuedAt" + "ttl" < :overBefore', { issuer: list.issuer, overBefore })
          .execute();
        if ((await manager.countBy(StatusTokenRow, { issuer: list.issuer })) >= MAX_TOKENS_PER_ISSUER) {
          throw refusal('too_many_status_lists', `An issuer has at most ${MAX_TOKENS_PER_ISSUER / 2} status lists.`);
        }
        await manager.insert(StatusTokenRow, list);
        return 'published';
      }
      if (known.digest === list.digest) return 'duplicate';
      if (!isNewer(list, known)) return 'outdated';
      await manager.update(StatusTokenRow, key, list);
      return 'published';
    });
  }

  find(uri: string, format: StatusListFormat): Promise<PublishedStatusList | undefined> {
    return this.database.read((manager) => findRow(manager, StatusTokenRow, { uri, format }));
  }

  async under(prefix: string): Promise<string[]> {
    const uri = Like(`${prefix}%`);
    const rows = await this.database.read((manager) =>
      manager.find(StatusTokenRow, { where: { uri, format: 'jwt' }, select: { uri: true, format: true } }),
    );
    // A `_` of the prefix stands for itself only.
    return rows.map((row) => row.uri).filter((found) => found.startsWith(prefix));
  }
}

function isNewer(list: PublishedStatusList, known: Pick<PublishedStatusList, 'version' | 'issuedAt'>): boolean {
  return list.version > known.version || (list.version === known.version && list.issuedAt > known.issuedAt);
}
