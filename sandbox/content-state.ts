import type { Catalog, CatalogItem } from './catalog-state.ts';
import type { ExportJob, ExportRows } from './export-job-state.ts';
import type { GeneratedRows } from './generated-rows.ts';
import type { Campaign } from './project-catalogue.ts';
import { seedTemplates } from './template-state.ts';
import type { Template } from './template-state.ts';

export interface Snippet {
  id: number;
  name: string;
  content: string;
  description: string;
  variables: string[];
  createdBy: string;
  updatedBy: string;
  createdAt: number;
  updatedAt: number;
}

/** Counters of the ids that a project gives out. */
type Counter = 'campaign' | 'template' | 'snippet' | 'catalog' | 'exportJob';

/** What a project holds besides its users and what happened to them. */
export interface ContentState {
  templates: Map<number, Template>;
  snippets: Map<number, Snippet>;
  /** by lowercased name */
  catalogs: Map<string, Catalog>;
  exportJobs: ExportJob[];
  /** the rows of each job while this process lives; after a restart they are collected anew */
  exportRows: Map<number, ExportRows>;
  /** by data type: rows that the control plane asked for on top of those that happened */
  generatedRows: Map<string, GeneratedRows>;
  nextIds: Record<Counter, number>;
}

export interface ContentSnapshot {
  templates: Template[];
  snippets: Snippet[];
  catalogs: (Omit<Catalog, 'items'> & { items: CatalogItem[] })[];
  exportJobs: ExportJob[];
  generatedRows: GeneratedRows[];
  nextIds: Record<Counter, number>;
}

export function newContentState(campaigns: readonly Campaign[]): ContentState {
  return {
    templates: seedTemplates(campaigns),
    snippets: new Map(),
    catalogs: new Map(),
    exportJobs: [],
    exportRows: new Map(),
    generatedRows: new Map(),
    nextIds: { campaign: 7002001, template: 8200001, snippet: 5001, catalog: 55, exportJob: 3562 },
  };
}

/** The next id of a kind. */
export const takeId = (state: ContentState, kind: Counter): number => state.nextIds[kind]++;

export function contentSnapshotOf(state: ContentState): ContentSnapshot {
  return {
    templates: [...state.templates.values()],
    snippets: [...state.snippets.values()],
    catalogs: [...state.catalogs.values()].map((catalog) => ({ ...catalog, items: [...catalog.items.values()] })),
    exportJobs: state.exportJobs,
    generatedRows: [...state.generatedRows.values()],
    nextIds: { ...state.nextIds },
  };
}

/** The reverse of `contentSnapshotOf`; a state file from before these members existed gets those of a new project. */
export function contentFrom(snapshot: Partial<ContentSnapshot>, campaigns: readonly Campaign[]): ContentState {
  const fresh = newContentState(campaigns);
  const { templates, snippets, catalogs, exportJobs, generatedRows, nextIds } = snapshot;
  return {
    ...fresh,
    ...(templates ? { templates: new Map(templates.map((template) => [template.id, template])) } : {}),
    ...(snippets ? { snippets: new Map(snippets.map((snippet) => [snippet.id, snippet])) } : {}),
    ...(catalogs
      ? {
          catalogs: new Map(
            catalogs.map((catalog) => [
              catalog.name.toLowerCase(),
              { ...catalog, items: new Map(catalog.items.map((item) => [item.itemId, item])) },
            ]),
          ),
        }
      : {}),
    ...(exportJobs ? { exportJobs } : {}),
    ...(generatedRows ? { generatedRows: new Map(generatedRows.map((rows) => [rows.dataTypeName, rows])) } : {}),
    nextIds: { ...fresh.nextIds, ...nextIds },
  };
}
