import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';

import { fieldClashesQuery, freshProfileFieldsQuery, profileFieldsQuery } from '../api/queries.ts';
import type { Json } from '../api/types.ts';
import { useFieldSurroundings } from './field-context.ts';
import type { FieldSpec } from './field-spec.ts';
import { fieldPath, jsonOf, type FieldValue, type PairType } from './field-value.ts';

const quietMs = 300;

/** A value of another type than its field has in Iterable. */
export interface FieldClash {
  field: string;
  expected: string;
  found: string;
}

/** The profile fields of the project behind a connection, and what is mapped to them with another type. */
export interface ProfileFields {
  /** Iterable's type by name */
  types: ReadonlyMap<string, string>;
  loadedAt: string | undefined;
  error: unknown;
  isLoading: boolean;
  refresh: () => void;
  clashes: readonly FieldClash[];
}

/** The value with its formulas as the sample resolves them; what is not known is left out. */
export function sampled(
  value: Json | undefined,
  path: string,
  resolvedValue: (path: string) => Json | undefined,
): Json | undefined {
  if (typeof value === 'string') return value.includes('{{') ? resolvedValue(path) : value;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value))
    return value.flatMap((one, index) => sampled(one, `${path}[${index}]`, resolvedValue) ?? []);
  const entries = Object.entries(value).map(([key, one]) => [key, sampled(one, fieldPath(path, key), resolvedValue)]);
  return Object.fromEntries(entries.filter(([, one]) => one !== undefined)) as Json;
}

/** Iterable's types as a person picks them for a literal. */
const pairTypes: Record<string, PairType> = {
  string: 'text',
  date: 'text',
  long: 'number',
  double: 'number',
  boolean: 'boolean',
};

/** How a literal for a field of one of Iterable's types is typed in. */
export const pairTypeFor = (iterableType: string): PairType => pairTypes[iterableType] ?? 'json';

/** The clash of a key, or of a field inside it. */
export const clashOf = (clashes: readonly FieldClash[], key: string): FieldClash | undefined =>
  clashes.find(({ field }) => key !== '' && (field === key || field.startsWith(`${key}.`)));

/** What is known of profile fields for a group of data fields; null where the fields are not those of a profile. */
export function useProfileFields(spec: FieldSpec, value: FieldValue, path: string): ProfileFields | null {
  const { connection, writesProfile = false, resolvedValue } = useFieldSurroundings();
  const queries = useQueryClient();
  const isProfile = writesProfile && connection !== null && spec.kind === 'data-fields';
  const known = useQuery({ ...profileFieldsQuery(connection ?? ''), enabled: isProfile });
  const types = useMemo(() => new Map(known.data?.items.map(({ name, type }) => [name, type])), [known.data]);
  const sample = isProfile ? sampled(jsonOf(spec, value), path, resolvedValue ?? (() => undefined)) : undefined;
  const [text] = useDebouncedValue(JSON.stringify(sample ?? {}), quietMs);
  const check = useQuery({
    ...fieldClashesQuery(connection ?? '', text),
    enabled: isProfile && text !== '{}' && known.isSuccess,
    placeholderData: keepPreviousData,
  });
  if (!isProfile) return null;
  const refresh = async (): Promise<void> => {
    await queries.fetchQuery(freshProfileFieldsQuery(connection));
    await queries.invalidateQueries({ queryKey: ['profile-fields', connection, 'check'] });
  };
  return {
    types,
    loadedAt: known.data?.loadedAt,
    error: known.error,
    isLoading: known.isFetching,
    // the query keeps the error, and it is shown
    refresh: () => void refresh().catch(() => undefined),
    clashes: text === '{}' ? [] : (check.data ?? []),
  };
}
