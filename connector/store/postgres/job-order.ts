// at most one job of an order key is not blocked while it is queued, running or waiting: an index refuses a second one, and who meets it tries again

/** `unblocked` in a statement: after jobs of `ended` ended or were held, the next of their keys may run. */
export const unblockNext = (ended: string): string => `
  unblocked AS (
    UPDATE jobs SET blocked = 0 FROM (
      SELECT min(jobs.seq) AS seq FROM ${ended} JOIN jobs ON jobs.open_key = ${ended}.order_key
      WHERE ${ended}.status NOT IN ('queued', 'running', 'waiting') AND jobs.blocked_seq IS NOT NULL GROUP BY open_key
    ) AS next WHERE jobs.seq = next.seq AND jobs.blocked_seq IS NOT NULL
    RETURNING jobs.seq
  )`;

/** Lets the first job of each key run that waits for one that is gone: it ended or was removed while the other was being written. */
export const unblockFirsts = `
  UPDATE jobs SET blocked = 0 WHERE blocked_seq IN (
    SELECT min(seq) FROM jobs WHERE open_key IS NOT NULL GROUP BY open_key HAVING min(blocked) = 1)
  RETURNING seq`;
