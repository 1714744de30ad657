import type { ExpressionBuilder, ExpressionWrapper, SqlBool } from 'kysely';

import type { PersonNames } from '../send-store.ts';
import type { Tables } from '../sqlite/tables.ts';

type Named = 'sends' | 'send_events' | 'suppressions';

/** Rows of a person, whichever of the names finds them; a person without a name has no rows. */
export const ofPerson =
  <T extends Named>({ email, userId }: PersonNames) =>
  (row: ExpressionBuilder<Tables, T>): ExpressionWrapper<Tables, T, SqlBool> => {
    const rows = row as unknown as ExpressionBuilder<Tables, Named>;
    const names = [
      ...(email === null ? [] : [rows('email', '=', email)]),
      ...(userId === null ? [] : [rows('user_id', '=', userId)]),
    ];
    return rows.or(names) as unknown as ExpressionWrapper<Tables, T, SqlBool>;
  };
