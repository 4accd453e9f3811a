import { LessThanOrEqual } from 'typeorm';
import {
  decodeBase64url,
  decodeUtf8,
  encodeBase64url,
  encodeUtf8,
  parseJsonObject,
  refusal,
  type Clock,
  type JsonObject,
  type RandomBytes,
} from '#primitives';
import type { Database } from '#service-kit/database';
import { MasterKey, SecretBox } from '#service-kit/vault';
import { FormUseRow } from './form-use.entity.js';
import type { OperatorSession } from './operator-sessions.js';

const KEPT_MILLISECONDS = 10 * 60_000;
const PURPOSE = 'form-outcome';
const TOKEN = /^[A-Za-z0-9_-]{22}$/;

/**
 * Has each form do its work once. A double click, a reload or the back button sends the same form again and gets the same answer; for
 * ten minutes, which is also how long an answer that is shown once can be read again. Answers are sealed under the session's cookie:
 * the database alone doesn't tell them.
 */
export class FormUses {
  constructor(
    private readonly database: Database,
    private readonly parts: { clock: Clock; random: RandomBytes },
  ) {}

  /** For a hidden field of a form that is about to be shown. */
  newToken(): string {
    return encodeBase64url(this.parts.random(16));
  }

  /**
   * @param work joins the unit of work in which its outcome is noted: both are durable on return, or neither happened
   * @returns what the work returned when this form was sent first
   * @throws what the work throws; `malformed_form`
   */
  async once<Outcome extends JsonObject>(
    session: OperatorSession,
    formToken: string | undefined,
    work: () => Promise<Outcome>,
  ): Promise<Outcome> {
    if (formToken === undefined || !TOKEN.test(formToken)) {
      throw refusal('malformed_form', 'The form is not one of ours.');
    }
    const { tenantId, sessionId } = session;
    return this.database.tx(async (manager) => {
      const createdAt = this.parts.clock();
      await manager.delete(FormUseRow, {
        tenantId,
        sessionId,
        createdAt: LessThanOrEqual(createdAt - KEPT_MILLISECONDS),
      });
      const earlier = await this.read(session, formToken);
      if (earlier !== undefined) return earlier as Outcome;
      const outcome = await work();
      const sealed = this.#boxOf(session).seal(
        PURPOSE,
        encodeUtf8(JSON.stringify(outcome)),
        contextOf(session, formToken),
      );
      await manager.insert(FormUseRow, { tenantId, sessionId, formToken, outcome: sealed, createdAt });
      return outcome;
    });
  }

  /** What came of a form, while it is kept, for the session that sent it. */
  async read(session: OperatorSession, formToken: string | undefined): Promise<JsonObject | undefined> {
    if (formToken === undefined || !TOKEN.test(formToken)) return undefined;
    const { tenantId, sessionId } = session;
    const row = await this.database.read((manager) =>
      manager.findOneBy(FormUseRow, { tenantId, sessionId, formToken }),
    );
    if (row === null || row.createdAt + KEPT_MILLISECONDS <= this.parts.clock()) return undefined;
    return parseJsonObject(decodeUtf8(this.#boxOf(session).open(PURPOSE, row.outcome, contextOf(session, formToken))));
  }

  /** The key is derived from the cookie's secret half, which we keep as a digest only. */
  #boxOf({ cookieValue }: OperatorSession): SecretBox {
    return new SecretBox(new MasterKey(decodeBase64url(cookieValue.slice(-43))), this.parts.random);
  }
}

function contextOf({ tenantId, sessionId }: OperatorSession, formToken: string): string[] {
  return [tenantId, sessionId, formToken];
}
