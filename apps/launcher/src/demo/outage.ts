import { setTimeout as delay } from 'node:timers/promises';
import { play } from './administration.js';
import { ApiClient, ifMatch, onceShown } from './api-client.js';
import { cancelFirst, listWhatStood } from './before-the-outage.js';
import { control, release, settleAtCustoms } from './controls.js';
import { lodge } from './paper.js';

/** What the demonstration needs to know of an alert, and of a campaign. */
interface AlertBody {
  readonly alertId: string;
  readonly status: 'planned' | 'started' | 'ended';
  readonly startedAt: string;
}
interface CampaignBody {
  readonly status: string;
  readonly counts: { readonly owed: number; readonly accepted: number; readonly refused: number };
}
interface Listed {
  readonly items: readonly { readonly operator: string; readonly reference: string }[];
}
export interface DemoOptions {
  readonly backofficeUrl: string;
  readonly simulatorUrl: string;
  readonly samples: string;
  /** The machine's milliseconds that the outage lasts after the manifest is in. */
  readonly outageMs: number;
  readonly say: (line: string) => void;
}

/** What a person of operations takes to look at a refusal. */
const ATTENTION_MS = 15_000;
const LOOK_EVERY_MS = 1_000;
/** The simulator refuses these two once: so that there is something that needs a person. */
const REFUSED_ONCE = 2;

/**
 * The outage that `npm start` opens on, all through the public API: Delta X goes down; an express carrier says what stood
 * there, lodges a manifest of 1,000 consignments on paper and asks for the first declarations to be cancelled; the office
 * stamps it and controls some of the goods; the alert ends, the campaign runs. Every step has a key of its own, so that
 * after a restart it goes on where it was.
 */
export const runOutage = async (options: DemoOptions): Promise<CampaignBody> => {
  const { backofficeUrl, simulatorUrl, samples, outageMs, say } = options;
  const [helene, marion, paul, omar] = await Promise.all(
    ['helene', 'marion', 'paul', 'omar'].map((person) => ApiClient.as(backofficeUrl, person)),
  );
  if (!helene || !marion || !paul || !omar) throw new Error('the demonstration needs its four persons');

  const announced = await helene.post<AlertBody>('/v1/alerts', {
    key: 'demo-announce',
    json: { system: 'delta-x', impact: 'general', notice: 'Météo informatique : Delta X export indisponible' },
  });
  const { alertId, startedAt } = announced.body;
  const alert = await helene.get<AlertBody>(`/v1/alerts/${alertId}`);
  if (alert.body.status !== 'ended') {
    await play(simulatorUrl, 'PUT', '/state', { state: 'down' });
    say(`alert ${alertId}: Delta X is down`);
    await listWhatStood(marion, { simulatorUrl, alertId, samples, say });
    const { manifestId, doubled, doubledAt } = await lodge(marion, { alertId, startedAt, samples, say });
    await cancelFirst(marion, { alertId, doubled, requestedAt: doubledAt, say });
    await control(paul, { simulatorUrl, manifestId, say });
    await delay(outageMs);
    await play(simulatorUrl, 'POST', '/faults', {
      kind: 'refuse',
      count: REFUSED_ONCE,
      code: '12',
      reason: 'code list: CN8 not found in the tariff of the day',
    });
    await play(simulatorUrl, 'PUT', '/state', { state: 'up' });
    await settleAtCustoms(paul, simulatorUrl, doubled);
    await onceShown(async () => {
      const seen = await helene.get<AlertBody>(`/v1/alerts/${alertId}`);
      await helene.post(`/v1/alerts/${alertId}/end`, { key: 'demo-end', json: {}, ...ifMatch(seen) });
    });
    say(`alert ${alertId}: Delta X is back, the campaign begins`);
  }
  const campaign = await omar.get<CampaignBody>(`/v1/campaigns/${alertId}/delta-x`).catch(() => undefined);
  if (campaign && isOver(campaign.body)) return campaign.body;
  await release(paul, say);
  return attend(omar, alertId, say);
};

const isOver = ({ status, counts }: CampaignBody): boolean => status === 'completed' && counts.accepted === counts.owed;

/** Waits for the end of the campaign; sends what customs refused once more, as a person of operations does. */
const attend = async (omar: ApiClient, alertId: string, say: (line: string) => void): Promise<CampaignBody> => {
  let refusedSince: number | undefined;
  for (;;) {
    await delay(LOOK_EVERY_MS);
    const campaign = await omar.get<CampaignBody>(`/v1/campaigns/${alertId}/delta-x`).catch(() => undefined);
    if (!campaign) continue;
    const { counts } = campaign.body;
    if (counts.refused === 0) {
      refusedSince = undefined;
      if (isOver(campaign.body)) return campaign.body;
      continue;
    }
    refusedSince ??= Date.now();
    if (Date.now() - refusedSince < ATTENTION_MS) continue;
    await sendAgain(omar, alertId, say);
    refusedSince = undefined;
  }
};

const sendAgain = async (omar: ApiClient, alertId: string, say: (line: string) => void): Promise<void> => {
  const refused = await omar.get<Listed>(`/v1/declarations?alertId=${alertId}&status=refused&limit=50`);
  for (const { operator, reference } of refused.body.items) {
    const path = `/v1/declarations/${operator}/${reference}`;
    const declaration = await omar.get(path);
    await omar.post(`${path}/reopen`, {
      key: `demo-reopen-${reference}-${declaration.etag ?? ''}`,
      json: { why: 'the tariff of the day was loaded late at customs; same data, sent again' },
      ...ifMatch(declaration),
    });
    say(`${reference}: refused once, sent again`);
  }
};
