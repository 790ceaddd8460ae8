import { expect } from 'vitest';
import { deltaXMessage, httpCustomsGateway, messageIdFor, sampleReintegration } from '#libs/customs-gateway';
import {
  customsGatewayContract,
  type GatewayTarget,
  type Sample,
} from '../../../libs/customs-gateway/customs-gateway.contract.js';
import { simulatorUnderTest } from './simulator.fixture.js';

const OPERATOR = sampleReintegration().operator.eori;

const sampleOf = (reference: string, submission: number, mentions: readonly string[]): Sample => {
  const messageId = messageIdFor(OPERATOR, reference, submission);
  const xml = deltaXMessage(sampleReintegration(reference, { messageId, mentions }));
  return { messageId, operator: OPERATOR, reference, xml };
};

customsGatewayContract('Delta X over HTTP, against the simulator', async (): Promise<GatewayTarget> => {
  const simulator = await simulatorUnderTest();
  const order = async (...call: Parameters<typeof simulator.control>): Promise<void> => {
    const response = await simulator.control(...call);
    expect([call, response.ok]).toEqual([call, true]);
  };
  return {
    gateway: httpCustomsGateway({ url: simulator.url, timeoutMs: 10_000 }),
    sample: (reference, submission = 1) => sampleOf(reference, submission, ['50000']),
    refusable: (reference) => sampleOf(reference, 1, ['52000']),
    goDown: (retryAfterSeconds) => order('PUT', '/state', { state: 'down', retryAfterSeconds }),
    fill: async () => {
      await order('PUT', '/capacity', { perSecond: 0.001 });
      await simulator.post('<the-last-place/>');
    },
    restore: async () => {
      await order('PUT', '/state', { state: 'up' });
      await order('PUT', '/capacity', { perSecond: 1_000 });
      await order('DELETE', '/faults');
    },
    plant: (fault, on = 'submission') => {
      const kind = fault === 'hangCommitted' ? 'hang' : fault;
      return order('POST', '/faults', { kind, on, ...(kind === 'hang' && { commit: fault === 'hangCommitted' }) });
    },
    standsAlready: (reference) =>
      order('POST', '/declarations', { declarations: [{ operator: OPERATOR, reference, state: 'lodged' }] }),
    cancel: (reference) => order('POST', '/cancellations', { operator: OPERATOR, reference }),
    acceptances: async (reference) => {
      const rows = (await simulator.rows()).filter((row) => row.reference === reference);
      return rows.filter((row) => row.verdict === 'accepted' && !row.repeated).length;
    },
    close: simulator.close,
  };
});
