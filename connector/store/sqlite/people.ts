import type { PeopleStore, PersonRecord } from '../store.ts';
import type { SqliteParts } from './sqlite-parts.ts';
import { prepare, queries, read, type Given } from './statement.ts';
import type { Tables } from './tables.ts';

const toPerson = ({ record }: { record: string }): PersonRecord => JSON.parse(record) as PersonRecord;

/** Workspaces and people: few, read whole, hence one JSON column for a person. */
export function createPeople({ db, write }: SqliteParts): PeopleStore {
  const insertWorkspace = prepare(db, (given: Given<Tables['workspaces']>) =>
    queries
      .insertInto('workspaces')
      .values({ id: given.id, name: given.name, created_at: given.created_at })
      .onConflict((conflict) => conflict.doNothing()),
  );
  const selectWorkspaces = prepare(db, () => queries.selectFrom('workspaces').selectAll().orderBy('created_at'));
  const insert = prepare(db, (given: Given<Tables['people']>) =>
    queries
      .insertInto('people')
      .values({ id: given.id, email: given.email, record: given.record })
      .onConflict((conflict) => conflict.doNothing()),
  );
  const update = prepare(db, (given: Given<Tables['people']>) =>
    queries.updateTable('people').set({ email: given.email, record: given.record }).where('id', '=', given.id),
  );
  const select = prepare(db, (given: Given<{ id: string }>) =>
    queries.selectFrom('people').select('record').where('id', '=', given.id),
  );
  const selectByEmail = prepare(db, (given: Given<{ email: string }>) =>
    queries.selectFrom('people').select('record').where('email', '=', given.email),
  );
  const selectAll = prepare(db, () => queries.selectFrom('people').select('record').orderBy('id'));
  const remove = prepare(db, (given: Given<{ id: string }>) => queries.deleteFrom('people').where('id', '=', given.id));
  const removeSessions = prepare(db, (given: Given<{ id: string }>) =>
    queries.deleteFrom('sessions').where('person_id', '=', given.id),
  );
  const removeTokens = prepare(db, (given: Given<{ id: string }>) =>
    queries.deleteFrom('tokens').where('person_id', '=', given.id),
  );
  const rowOf = (person: PersonRecord): Tables['people'] => ({
    id: person.id,
    email: person.email,
    record: JSON.stringify(person),
  });
  const first = (row: { record: string } | undefined): PersonRecord | null =>
    row === undefined ? null : toPerson(row);

  return {
    addWorkspace: ({ id, name, createdAt }) =>
      write(() => insertWorkspace.run({ id, name, created_at: createdAt }).changes > 0),
    listWorkspaces: () =>
      read(() => selectWorkspaces.all({}).map(({ id, name, created_at }) => ({ id, name, createdAt: created_at }))),
    addPerson: (person) => write(() => insert.run(rowOf(person)).changes > 0),
    getPerson: (id) => read(() => first(select.get({ id }))),
    findPerson: (email) => read(() => first(selectByEmail.get({ email }))),
    listPeople: () => read(() => selectAll.all({}).map(toPerson)),
    changePerson: (id, change) =>
      write(() => {
        const before = first(select.get({ id }));
        const after = before && change(before);
        if (after !== null) update.run(rowOf(after));
        return after;
      }),
    removePerson: (id) =>
      write(() => {
        removeSessions.run({ id });
        removeTokens.run({ id });
        return remove.run({ id }).changes > 0;
      }),
  };
}
