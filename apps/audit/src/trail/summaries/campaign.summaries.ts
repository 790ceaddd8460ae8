import { planReasonText, type CampaignEvent } from '#libs/reintegration';
import { minute, perHour, type Summaries } from './words.js';

/** What happened to a campaign, in a line. */
export const campaignSummaries: Summaries<CampaignEvent> = {
  CampaignOpened: ({ deadline }) => ({
    en: `Re-integration opened, due by ${minute(deadline)}`,
    fr: `Réintégration ouverte, à achever avant le ${minute(deadline)}`,
  }),
  CampaignDeadlineMoved: ({ deadline }) => ({
    en: `Re-integration now due by ${minute(deadline)}`,
    fr: `Réintégration à achever désormais avant le ${minute(deadline)}`,
  }),
  PlanAdopted: ({ plan, reason, work, peak, finishesAt }) => ({
    en: `Plan ${plan} adopted (${planReasonText[reason].en}): ${work} to send, at most ${perHour(peak)} an hour, done by ${minute(finishesAt)}`,
    fr: `Plan ${plan} adopté (${planReasonText[reason].fr}) : ${work} à envoyer, au plus ${perHour(peak)} par heure, fini le ${minute(finishesAt)}`,
  }),
  CampaignCompleted: ({ accepted, refused }) => ({
    en: `Re-integration complete: ${accepted} accepted, ${refused} refused`,
    fr: `Réintégration achevée : ${accepted} acceptées, ${refused} refusées`,
  }),
  CampaignReopened: ({ work }) => ({
    en: `Re-integration open again: ${work} more to send`,
    fr: `Réintégration rouverte : ${work} à envoyer encore`,
  }),
};
