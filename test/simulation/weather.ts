/** What becomes of every call to Iterable while the weather lasts. */
export interface Weather {
  /** whether Iterable does what the call asks for */
  arrives: boolean;
  /** `lost`: no whole answer, `bad`: one that says nothing, `turned_away`: said before anything is done, `hangs`: until the weather changes */
  answer: 'accepted' | 'refused' | 'turned_away' | 'lost' | 'bad' | 'hangs';
  /** milliseconds that Iterable asks to wait */
  retryAfterMs?: number;
}

export const weathers = {
  fair: { arrives: true, answer: 'accepted' },
  refusing: { arrives: false, answer: 'refused' },
  unreachable: { arrives: false, answer: 'turned_away' },
  busy: { arrives: false, answer: 'turned_away', retryAfterMs: 5_000 },
  lost_on_the_way: { arrives: false, answer: 'lost' },
  answer_lost: { arrives: true, answer: 'lost' },
  page_instead: { arrives: true, answer: 'bad' },
  server_error: { arrives: false, answer: 'bad' },
  server_error_after: { arrives: true, answer: 'bad' },
  hangs_before: { arrives: false, answer: 'hangs' },
  hangs_after: { arrives: true, answer: 'hangs' },
} as const satisfies Record<string, Weather>;

export type WeatherName = keyof typeof weathers;
