import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';

import { Document, parseDocument } from 'yaml';

import { ConnectorError } from '../../errors/connector-error.ts';
import { triggers } from '../../triggers/index.ts';
import { packageRoot } from '../runtime/package-root.ts';

export interface SkeletonChoice {
  name: string;
  /** name of a template or of a trigger */
  from: string;
  connection?: string | undefined;
  /** for the trigger `new_object` */
  event?: string | undefined;
}

const folder = (): string => join(packageRoot(), 'recipes', 'templates');

/** Names of the ready-made recipes. */
export async function templateNames(): Promise<string[]> {
  const files = await readdir(folder());
  return files.flatMap((file) => (file.endsWith('.yaml') ? [file.slice(0, -'.yaml'.length)] : [])).sort();
}

/** A recipe name that fits a file: `welcome-sms.yaml` gives `welcome_sms`. */
export function recipeNameOf(file: string): string {
  return basename(file)
    .replace(/\.(ya?ml|json)$/i, '')
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '');
}

const examplePills: Record<string, Record<string, string>> = {
  system_webhook: { email: '{{ trigger.email | default: trigger.dataFields.email }}' },
  journey_webhook: { email: '{{ trigger.email }}' },
  tracking_call: { email: '{{ trigger.context.traits.email }}', userId: '{{ trigger.userId | string }}' },
};

function fromTrigger({ name, from, connection, event }: SkeletonChoice): Document | null {
  const trigger = triggers.find((known) => known.name === from);
  if (trigger === undefined) return null;
  const config = event === undefined ? trigger.examples[0].config : { eventName: event };
  const document = new Document({
    name,
    title: 'What this recipe does, in a few words',
    connection: connection ?? 'production',
    trigger: { use: trigger.name, with: config },
    steps: [
      { id: 'track', use: 'track_event', with: { ...examplePills[trigger.source], eventName: 'somethingHappened' } },
    ],
  });
  document.commentBefore = [
    ` Check it with \`itc recipe validate\`, save it with \`itc recipe apply\`.`,
    ` Actions: \`itc actions list\`; fields of the trigger: \`itc triggers show ${trigger.name}\`.`,
  ].join('\n');
  return document;
}

/** YAML text of a new recipe, made from a template or for a trigger. */
export async function recipeSkeleton(choice: SkeletonChoice): Promise<string> {
  const templates = await templateNames();
  let document = fromTrigger(choice);
  if (templates.includes(choice.from)) {
    const text = await readFile(join(folder(), `${choice.from}.yaml`), 'utf8');
    const template = parseDocument(text);
    template.set('name', choice.name);
    if (choice.connection !== undefined) template.set('connection', choice.connection);
    if (choice.event !== undefined) template.setIn(['trigger', 'with', 'eventName'], choice.event);
    document = template;
  }
  if (document === null) {
    const known = [...templates, ...triggers.map(({ name }) => name)].join(', ');
    throw new ConnectorError('ITC_USAGE', `There is no template or trigger "${choice.from}".`, {
      hint: `Known: ${known}.`,
    });
  }
  return document.toString({ lineWidth: 0 });
}
