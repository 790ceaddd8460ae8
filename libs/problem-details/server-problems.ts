import type { ProblemKind } from './problem-kind.js';

/** Problems on the product's side: the request itself may be right. */
export const SERVER_PROBLEMS = {
  internal: {
    status: 500,
    title: { en: 'Something went wrong here', fr: 'Une erreur interne s’est produite' },
    meaning: {
      en: 'An error that nobody foresaw. It is logged whole; the answer says nothing of it.',
      fr: 'Une erreur que rien ne prévoyait. Elle est journalisée en entier ; la réponse n’en dit rien.',
    },
    todo: {
      en: 'Repeat the request once with the same Idempotency-Key: it is not done twice. If it fails again, report the time and the path.',
      fr: 'Répétez la requête une fois avec la même clé Idempotency-Key : elle n’est pas exécutée deux fois. Si l’échec persiste, signalez l’heure et le chemin.',
    },
  },
  'bad-gateway': {
    status: 502,
    title: { en: 'The service behind this address does not answer', fr: 'Le service sous-jacent ne répond pas' },
    meaning: {
      en: 'The backoffice hands this address on to the audit, which is stopped or starting.',
      fr: 'Le backoffice transmet cette adresse à l’audit, qui est arrêté ou en cours de démarrage.',
    },
    todo: {
      en: 'Try again in some seconds; if it lasts, check that the audit runs.',
      fr: 'Réessayez dans quelques secondes ; si cela dure, vérifiez que l’audit fonctionne.',
    },
  },
  'event-store-unavailable': {
    status: 503,
    title: { en: 'The event store does not answer', fr: 'Le journal des événements ne répond pas' },
    meaning: {
      en: 'The log can’t be reached, so that nothing can be recorded, or the answer to a write was lost.',
      fr: 'Le journal est injoignable : rien ne peut être enregistré, ou la réponse à une écriture s’est perdue.',
    },
    todo: {
      en: 'Repeat the request with the same Idempotency-Key after the seconds in Retry-After: what was recorded is not recorded twice.',
      fr: 'Répétez la requête avec la même clé Idempotency-Key après le délai Retry-After : ce qui est enregistré ne l’est pas deux fois.',
    },
  },
  'not-there-yet': {
    status: 503,
    title: { en: 'This position is not reached yet', fr: 'Cette position n’est pas encore atteinte' },
    meaning: {
      en: 'The read model, or the log itself, has not come to the position in minPosition.',
      fr: 'Le modèle de lecture, ou le journal lui-même, n’est pas arrivé à la position de minPosition.',
    },
    todo: {
      en: 'Ask again after the seconds in Retry-After, or without minPosition for what is known now.',
      fr: 'Redemandez après le délai Retry-After, ou sans minPosition pour ce qui est connu à présent.',
    },
  },
  'not-printed': {
    status: 503,
    title: { en: 'The document was not printed', fr: 'Le document n’a pas été imprimé' },
    meaning: {
      en: 'The press stopped over it and starts again. A number that was taken for it stays its own.',
      fr: 'L’impression s’est arrêtée en cours et redémarre. Un numéro déjà pris pour ce document lui reste acquis.',
    },
    todo: {
      en: 'Repeat the request with the same Idempotency-Key after the seconds in Retry-After.',
      fr: 'Répétez la requête avec la même clé Idempotency-Key après le délai Retry-After.',
    },
  },
  rebuilding: {
    status: 503,
    title: { en: 'The read model is being rebuilt', fr: 'Le modèle de lecture est en reconstruction' },
    meaning: {
      en: 'The read models are made anew from the log, after a new version or a lost file. Nothing is lost.',
      fr: 'Les modèles de lecture sont recréés à partir du journal, après une nouvelle version ou la perte d’un fichier. Rien n’est perdu.',
    },
    todo: {
      en: 'Ask again after the seconds in Retry-After; /health/lag says how far it has come.',
      fr: 'Redemandez après le délai Retry-After ; /health/lag indique l’avancement.',
    },
  },
} as const satisfies Readonly<Record<string, ProblemKind>>;
