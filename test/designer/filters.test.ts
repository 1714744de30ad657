import { describe, expect, it } from '@jest/globals';
import * as z from 'zod/mini';

import { readFilters, writeFilters } from '../../designer/components/filters.ts';

const schema = z.object({
  status: z.optional(z.enum(['failed', 'held'])),
  q: z.optional(z.string()),
  size: z._default(z.coerce.number().check(z.positive()), 50),
});

describe('filters in the address', () => {
  it('are read by their schema, with defaults', () => {
    expect(readFilters(schema, new URLSearchParams('status=held&q=ada'))).toEqual({
      status: 'held',
      q: 'ada',
      size: 50,
    });
  });

  it('lose a wrong value and keep the others', () => {
    const read = readFilters(schema, new URLSearchParams('status=nonsense&q=ada&size=-4'));
    expect(read).toEqual({ status: undefined, q: 'ada', size: 50 });
  });

  it('are written over the old ones; empty ones leave, foreign parameters stay', () => {
    const next = writeFilters(new URLSearchParams('tab=raw&q=ada&status=held'), { q: '', status: 'failed' });
    expect(next.toString()).toBe('tab=raw&status=failed');
  });
});
