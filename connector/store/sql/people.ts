import type { Tables } from '../sqlite/tables.ts';
import type { PeopleStore, PersonRecord } from '../people-store.ts';
import { queries } from './queries.ts';
import { all, first, run, type Script, type SqlStore } from './script.ts';

const toPerson = ({ record }: { record: string }): PersonRecord => JSON.parse(record) as PersonRecord;
const rowOf = (person: PersonRecord): Tables['people'] => ({
  id: person.id,
  email: person.email,
  record: JSON.stringify(person),
});

const people = queries.selectFrom('people').select('record');

function* find(column: 'id' | 'email', value: string): Script<PersonRecord | null> {
  const row = yield* first(people.where(column, '=', value));
  return row === undefined ? null : toPerson(row);
}

/** Workspaces and people: few, read whole, hence one JSON column for a person. */
export function createPeople({ read, write, put }: SqlStore): PeopleStore {
  return {
    addWorkspace: async ({ id, name, createdAt }) => {
      const workspace = queries.insertInto('workspaces').values({ id, name, created_at: createdAt });
      return (await put(workspace.onConflict((conflict) => conflict.doNothing()))) > 0;
    },
    listWorkspaces: () =>
      read(function* () {
        const rows = yield* all(queries.selectFrom('workspaces').selectAll().orderBy('created_at'));
        return rows.map(({ id, name, created_at }) => ({ id, name, createdAt: created_at }));
      }),
    addPerson: async (person) => {
      const added = queries.insertInto('people').values(rowOf(person));
      return (await put(added.onConflict((conflict) => conflict.doNothing()))) > 0;
    },
    getPerson: (id) => read(() => find('id', id)),
    findPerson: (email) => read(() => find('email', email)),
    listPeople: () =>
      read(function* () {
        return (yield* all(people.orderBy('id'))).map(toPerson);
      }),
    changePerson: (id, change) =>
      write(function* () {
        const before = yield* find('id', id);
        const after = before && change(before);
        if (after === null) return null;
        const { email, record } = rowOf(after);
        yield* run(queries.updateTable('people').set({ email, record }).where('id', '=', id));
        return after;
      }),
    removePerson: (id) =>
      write(function* () {
        yield* run(queries.deleteFrom('sessions').where('person_id', '=', id));
        yield* run(queries.deleteFrom('tokens').where('person_id', '=', id));
        return (yield* run(queries.deleteFrom('people').where('id', '=', id))) > 0;
      }),
  };
}
