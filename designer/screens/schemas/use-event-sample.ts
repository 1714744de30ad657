import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { useEffect } from 'react';

import { answerOf, api } from '../../api/client.ts';

async function payloadOfEvent(id: string): Promise<string> {
  const { payload } = await answerOf(api.GET('/events/{id}', { params: { path: { id } } }));
  return payload.json === null ? payload.text : JSON.stringify(payload.json, null, 2);
}

/** Hands over the payload of the event that a link names, once. @param id null = none is named */
export function useEventSample(id: string | null, onText: (text: string) => void): UseQueryResult<string> {
  const query = useQuery({
    queryKey: ['events', 'payload', id],
    queryFn: () => payloadOfEvent(id ?? ''),
    enabled: id !== null,
  });
  useEffect(() => {
    if (id !== null && query.data !== undefined) onText(query.data);
    // the name leaves the address with it
  }, [id, query.data]);
  return query;
}
