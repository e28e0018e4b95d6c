import { schemaDrift, tenantTableFlaws } from '@spindle/database';
import { createTestDatabase, type TestDatabase } from '@spindle/database/testing';
import { identitySchema, SHARED_IDENTITY_TABLES } from './schema';

let database: TestDatabase;
beforeAll(async () => { database = await createTestDatabase([identitySchema]); });
afterAll(() => database.drop());

describe('the schema identity', () => {
  it('keeps every practice\'s table under row-level security', async () => {
    expect(await tenantTableFlaws(database.adminUrl, { shared: SHARED_IDENTITY_TABLES, walls: 'NOT_ASKED' })).toEqual([]);
  });

  it('has the tables that its entities describe', async () => {
    expect(await schemaDrift(identitySchema, database)).toEqual([]);
  });
});
