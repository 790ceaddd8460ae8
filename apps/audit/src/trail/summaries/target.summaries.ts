import type { Text } from '#libs/kernel';
import type { OrdinaryTraffic, TargetEvent, TargetObserved, Trouble } from '#libs/reintegration';
import { clock, minute, perHour, systemName, type Summaries } from './words.js';

const troubleText: Readonly<Record<Trouble, Text>> = {
  throttled: { en: 'it asks for less', fr: 'il demande un débit moindre' },
  down: { en: 'it says that it is unavailable', fr: 'il se dit indisponible' },
  timeout: { en: 'it does not answer in time', fr: 'il ne répond pas à temps' },
  connection: { en: 'it cannot be reached', fr: 'il est injoignable' },
  slow: { en: 'its answers take ever longer', fr: 'ses réponses tardent de plus en plus' },
};

const busiest = ({ bands }: OrdinaryTraffic): string => perHour(Math.max(0, ...bands.map((b) => b.perSecond)));

const share = (part: number, whole: number): string => (whole === 0 ? '0' : String(Math.round((100 * part) / whole)));

const observed = ({ system, from, until, ...seen }: TargetObserved['data']): Text => {
  const { calls, rejected, unanswered, medianMs, p95Ms, heldUntil } = seen;
  const none = medianMs === undefined;
  const answered: Text = {
    en: none ? '' : `, half answered within ${medianMs} ms, 95 % within ${p95Ms ?? medianMs} ms`,
    fr: none ? '' : `, la moitié des réponses en ${medianMs} ms, 95 % en ${p95Ms ?? medianMs} ms`,
  };
  const held: Text = {
    en: heldUntil === undefined ? '' : `; it asks to be left alone until ${clock.en(heldUntil)} UTC`,
    fr: heldUntil === undefined ? '' : ` ; il demande à être laissé tranquille jusqu’à ${clock.fr(heldUntil)} UTC`,
  };
  const [name, away, lost] = [systemName[system], share(rejected, calls), share(unanswered, calls)];
  return {
    en: `${name} from ${clock.en(from)} to ${clock.en(until)} UTC: ${calls} calls, ${away} % turned away, ${lost} % unanswered${answered.en}${held.en}`,
    fr: `${name} de ${clock.fr(from)} à ${clock.fr(until)} UTC : ${calls} appels, ${away} % refusés, ${lost} % sans réponse${answered.fr}${held.fr}`,
  };
};

/** What happened to a target, in a line. What a person gave as a reason is in the event, and not here. */
export const targetSummaries: Summaries<TargetEvent | TargetObserved> = {
  TargetObserved: observed,
  DispatcherTook: ({ system, epoch }) => ({
    en: `A replica gives out the slots of ${systemName[system]} (dispatcher ${epoch})`,
    fr: `Une réplique attribue les créneaux de ${systemName[system]} (répartiteur ${epoch})`,
  }),
  TargetPaused: ({ system }) => ({
    en: `Sending to ${systemName[system]} paused by operations`,
    fr: `Envoi vers ${systemName[system]} suspendu par l’exploitation`,
  }),
  TargetResumed: ({ system }) => ({
    en: `Sending to ${systemName[system]} resumed`,
    fr: `Envoi vers ${systemName[system]} repris`,
  }),
  CeilingSet: ({ system, perSecond }) =>
    perSecond === null
      ? { en: `${systemName[system]}: no ceiling any more`, fr: `${systemName[system]} : plus de plafond` }
      : {
          en: `${systemName[system]}: at most ${perHour(perSecond)} an hour`,
          fr: `${systemName[system]} : au plus ${perHour(perSecond)} par heure`,
        },
  OrdinaryTrafficSet: ({ system, traffic }) =>
    traffic === null
      ? {
          en: `${systemName[system]}: its ordinary traffic is not known any more`,
          fr: `${systemName[system]} : trafic ordinaire désormais inconnu`,
        }
      : {
          en: `${systemName[system]}: ordinary traffic known, up to ${busiest(traffic)} an hour${traffic.validUntil ? ` until ${minute.en(traffic.validUntil)}` : ''}`,
          fr: `${systemName[system]} : trafic ordinaire connu, jusqu’à ${busiest(traffic)} par heure${traffic.validUntil ? ` jusqu’au ${minute.fr(traffic.validUntil)}` : ''}`,
        },
  TargetSlowed: ({ system, trouble, cap }) => ({
    en: `${systemName[system]} suffers: ${troubleText[trouble].en}${cap === null ? '' : `; it is sent at most ${perHour(cap)} an hour`}`,
    fr: `${systemName[system]} est en difficulté : ${troubleText[trouble].fr}${cap === null ? '' : ` ; il reçoit au plus ${perHour(cap)} envois par heure`}`,
  }),
  TargetRecovered: ({ system }) => ({
    en: `${systemName[system]} bears what it is sent again`,
    fr: `${systemName[system]} supporte à nouveau ce qui lui est envoyé`,
  }),
};
