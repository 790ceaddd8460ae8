import { planReasonText, type CampaignEvent } from '#libs/reintegration';
import { minute, perHour, type Summaries } from './words.js';

/** What happened to a campaign, in a line. */
export const campaignSummaries: Summaries<CampaignEvent> = {
  CampaignOpened: ({ deadline }) => ({
    en: `Re-integration opened, due by ${minute.en(deadline)}`,
    fr: `Réintégration ouverte, à achever avant le ${minute.fr(deadline)}`,
  }),
  CampaignDeadlineMoved: ({ deadline }) => ({
    en: `Re-integration now due by ${minute.en(deadline)}`,
    fr: `Réintégration à achever désormais avant le ${minute.fr(deadline)}`,
  }),
  PlanAdopted: ({ plan, reason, work, peak, finishesAt }) => ({
    en: `Plan ${plan} adopted (${planReasonText[reason].en}): ${work} to send, at most ${perHour(peak)} an hour, done by ${minute.en(finishesAt)}`,
    fr: `Plan ${plan} adopté (${planReasonText[reason].fr}) : ${work} à envoyer, au plus ${perHour(peak)} par heure, fini le ${minute.fr(finishesAt)}`,
  }),
  CampaignCompleted: ({ accepted, refused }) => ({
    en: `Re-integration complete: ${accepted} accepted, ${refused} refused`,
    fr: `Réintégration achevée : ${accepted} acceptées, ${refused} refusées`,
  }),
  CampaignReopened: ({ work }) => ({
    en: `Re-integration open again: ${work} more to send`,
    fr: `Réintégration rouverte : ${work} à envoyer encore`,
  }),
  ReintegrationAtRisk: ({ work, lateBySeconds, easeUntil }) => ({
    en: `At risk: ${Math.ceil(work)} would be late, by up to ${Math.ceil(lateBySeconds / 60)} min; an easing until ${minute.en(easeUntil)} would cure it`,
    fr: `En danger : ${Math.ceil(work)} seraient hors délai, de ${Math.ceil(lateBySeconds / 60)} min au plus ; un assouplissement jusqu’au ${minute.fr(easeUntil)} y remédierait`,
  }),
  ReintegrationOnTrack: () => ({
    en: 'Back on track: a plan keeps the deadline',
    fr: 'De nouveau dans les temps : un plan tient l’échéance',
  }),
};
