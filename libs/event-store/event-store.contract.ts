import { afterAll, beforeAll, describe } from 'vitest';
import { appendsContract } from './contract/appends.contract.js';
import { checkpointsContract } from './contract/checkpoints.contract.js';
import { executeContract } from './contract/execute.contract.js';
import { fidelityContract } from './contract/fidelity.contract.js';
import { followContract } from './contract/follow.contract.js';
import { historyContract } from './contract/history.contract.js';
import { propertiesContract } from './contract/properties.contract.js';
import { readsContract } from './contract/reads.contract.js';
import { ContractRig, type Target } from './contract/rig.contract.js';
import { subscriptionsContract } from './contract/subscriptions.contract.js';
import { unreadContract } from './contract/unread.contract.js';
import { viewsContract } from './contract/views.contract.js';

/**
 * What the product relies on, held against any store behind a connection string: the embedded node, or a cluster.
 * Each run uses names of its own, so the store need not be empty and is only added to.
 */
export const eventStoreContract = (name: string, start: () => Promise<Target>): void => {
  describe(`the event store contract on ${name}`, () => {
    const rig = new ContractRig();
    beforeAll(() => rig.start(start()));
    afterAll(() => rig.stop());
    appendsContract(rig);
    fidelityContract(rig);
    readsContract(rig);
    subscriptionsContract(rig);
    followContract(rig);
    executeContract(rig);
    unreadContract(rig);
    checkpointsContract(rig);
    historyContract(rig);
    viewsContract(rig);
    propertiesContract(rig);
  });
};

/** The part about appending, with all appends on one call. */
export const manyAppendsContract = (name: string, start: () => Promise<Target>): void => {
  describe(`the event store contract on ${name}, many appends at once`, () => {
    const rig = new ContractRig({ manyAppends: true });
    beforeAll(() => rig.start(start()));
    afterAll(() => rig.stop());
    appendsContract(rig);
    fidelityContract(rig);
    executeContract(rig);
  });
};
