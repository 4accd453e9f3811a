import { RecordDuplicateError, RecordNotFoundError } from '@credo-ts/core';

/** Credo's StorageService in a Map: its npm packages ship none. Records are cloned on the way in and out, as a database would. */
export class MemoryStorage {
  supportsCursorPagination = false;
  #byType = new Map();

  async save(_context, record) {
    const records = this.#of(record.type);
    if (records.has(record.id)) throw new RecordDuplicateError('exists', { recordType: record.type });
    records.set(record.id, record.clone());
  }

  async update(_context, record) {
    const records = this.#of(record.type);
    if (!records.has(record.id)) throw new RecordNotFoundError('not found', { recordType: record.type });
    records.set(record.id, record.clone());
  }

  async delete(context, record) {
    await this.deleteById(context, record, record.id);
  }

  async deleteById(_context, { type }, id) {
    if (!this.#of(type).delete(id)) throw new RecordNotFoundError('not found', { recordType: type });
  }

  async getById(_context, { type }, id) {
    const record = this.#of(type).get(id);
    if (record === undefined) throw new RecordNotFoundError('not found', { recordType: type });
    return record.clone();
  }

  async getAll(_context, { type }) {
    return [...this.#of(type).values()].map((record) => record.clone());
  }

  async findByQuery(_context, { type }, query, { limit = Infinity, offset = 0 } = {}) {
    const found = [...this.#of(type).values()].filter((record) => fits(record.getTags(), query));
    return found.slice(offset, offset + limit).map((record) => record.clone());
  }

  #of(type) {
    if (!this.#byType.has(type)) this.#byType.set(type, new Map());
    return this.#byType.get(type);
  }
}

function fits(tags, { $and = [], $or, $not, ...simple }) {
  return (
    Object.entries(simple).every(([name, wanted]) => tagFits(tags[name], wanted)) &&
    $and.every((part) => fits(tags, part)) &&
    ($or === undefined || $or.some((part) => fits(tags, part))) &&
    ($not === undefined || !fits(tags, $not))
  );
}

function tagFits(value, wanted) {
  if (wanted === undefined) return true;
  return Array.isArray(wanted) ? wanted.every((one) => value?.includes(one)) : value === wanted;
}
