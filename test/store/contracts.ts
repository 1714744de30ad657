import { describe } from '@jest/globals';

import { holdConsentContract } from './consent-contract.ts';
import { holdGuardsContract } from './guards-contract.ts';
import { testJobOrder } from './job-order-contract.ts';
import { holdLeaseContract } from './lease-contract.ts';
import { holdPeopleContract } from './people-contract.ts';
import { holdSendContract } from './send-contract.ts';
import { testStoreContract, type OpenedStore } from './store-contract.ts';

const contracts = {
  rows: testStoreContract,
  'order of jobs': testJobOrder,
  leases: holdLeaseContract,
  people: holdPeopleContract,
  consent: holdConsentContract,
  sends: holdSendContract,
  guards: holdGuardsContract,
};

/** What every store must hold; each in a block of its own, so that the stores of one are not opened for the tests of another. */
export function holdContracts(engine: string, open: () => Promise<OpenedStore>): void {
  for (const [name, hold] of Object.entries(contracts)) describe(name, () => hold(engine, open));
}
