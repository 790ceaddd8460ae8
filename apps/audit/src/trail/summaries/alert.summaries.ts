import type { AlertEvent, Impact, OwnOutageRegistered, Scope } from '#libs/alert';
import type { Text } from '#libs/kernel';
import { minute, systemName, type Summaries } from './words.js';

const impactText: Readonly<Record<Impact, Text>> = {
  general: { en: 'everything', fr: 'l’ensemble du service' },
  departure: { en: 'departures', fr: 'les départs' },
  destination: { en: 'destinations', fr: 'les destinations' },
  'office-of-export': { en: 'offices of export', fr: 'les bureaux d’exportation' },
  'office-of-exit': { en: 'offices of exit', fr: 'les bureaux de sortie' },
};

const scopeText = (scope: Scope): Text =>
  scope.kind === 'everyone'
    ? { en: 'for every operator', fr: 'pour tous les opérateurs' }
    : {
        en: `for ${scope.eori} alone (assistance ${scope.assistanceNumber})`,
        fr: `pour le seul ${scope.eori} (assistance ${scope.assistanceNumber})`,
      };

/** What happened to an alert, in a line; without personal data. */
export const alertSummaries: Summaries<AlertEvent | OwnOutageRegistered> = {
  OwnOutageRegistered: ({ system, operator, assistanceNumber, startedAt }) => ({
    en: `Outage of ${operator}’s own on ${systemName[system]} registered from ${minute.en(startedAt)} (assistance ${assistanceNumber})`,
    fr: `Panne propre à ${operator} sur ${systemName[system]} enregistrée à compter du ${minute.fr(startedAt)} (assistance ${assistanceNumber})`,
  }),
  AlertAnnounced: ({ system, scope, impact }) => ({
    en: `Outage of ${systemName[system]} announced ${scopeText(scope).en}, affecting ${impactText[impact].en}`,
    fr: `Panne de ${systemName[system]} annoncée ${scopeText(scope).fr}, touchant ${impactText[impact].fr}`,
  }),
  AlertPlanned: ({ system, scope, from, until }) => ({
    en: `Unavailability of ${systemName[system]} planned ${scopeText(scope).en} from ${minute.en(from)}${until ? ` to ${minute.en(until)}` : ''}`,
    fr: `Indisponibilité de ${systemName[system]} planifiée ${scopeText(scope).fr} du ${minute.fr(from)}${until ? ` au ${minute.fr(until)}` : ''}`,
  }),
  AlertStarted: ({ system, startedAt }) => ({
    en: `Fallback procedure for ${systemName[system]} open since ${minute.en(startedAt)}`,
    fr: `Procédure de secours ouverte pour ${systemName[system]} depuis le ${minute.fr(startedAt)}`,
  }),
  AlertEased: ({ until }) => ({
    en: `Deadline relaxed to ${minute.en(until)}`,
    fr: `Échéance assouplie au ${minute.fr(until)}`,
  }),
  AlertEnded: ({ system, endedAt, deadline }) => ({
    en: `Alert for ${systemName[system]} ended on ${minute.en(endedAt)}; re-integration due by ${minute.en(deadline)}`,
    fr: `Fin d’alerte ${systemName[system]} le ${minute.fr(endedAt)} ; réintégration due avant le ${minute.fr(deadline)}`,
  }),
};
