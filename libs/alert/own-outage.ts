import type { Instant, Objection, RuleId, Text } from '#libs/kernel';
import type { Notice, Scope } from './alert.events.js';
import { alertPolicy } from './alert.policy.js';

/** Another alert of the same system, as far as an operator's own outage turns on it. */
export interface OtherAlert {
  readonly alertId: string;
  readonly scope: Scope;
  readonly startedAt?: Instant | undefined;
  readonly endedAt?: Instant | undefined;
}

const runsAt = ({ startedAt, endedAt }: OtherAlert, at: Instant): boolean =>
  startedAt !== undefined && startedAt <= at && (endedAt === undefined || at < endedAt);

/** Whether nothing of it is left from an instant on. One that began later, and runs, is not over. */
const isOverBy = ({ startedAt, endedAt }: OtherAlert, at: Instant): boolean =>
  startedAt === undefined || (endedAt !== undefined && endedAt <= at);

type OwnScope = Extract<Scope, { kind: 'operator' }>;

interface Asking {
  readonly rule?: RuleId;
  readonly eori: string;
  readonly number: string;
}

const objection = ({ rule }: Asking, field: string, text: Text, todo: Text): Objection => ({
  ...(rule === undefined ? {} : { rule }),
  field,
  text,
  todo,
});

/** The number stands on every document of the outage: it must be one, and this outage's alone. */
const numberObjections = (asking: Asking, isNumber: RegExp | undefined, others: readonly OtherAlert[]): Objection[] => {
  const { number, eori } = asking;
  if (isNumber && !isNumber.test(number)) {
    return [
      objection(
        asking,
        'scope.assistanceNumber',
        {
          en: `“${number}” is no assistance-request number`,
          fr: `« ${number} » n’est pas un numéro de demande d’assistance`,
        },
        {
          en: 'copy it from the acknowledgement: capitals, digits, - and /, 3 to 20 of them, with a digit',
          fr: 'recopiez celui de l’accusé de réception : majuscules, chiffres, - et /, de 3 à 20, dont un chiffre',
        },
      ),
    ];
  }
  const used = others.some(
    ({ scope }) => scope.kind === 'operator' && scope.eori === eori && scope.assistanceNumber === number,
  );
  return used
    ? [
        objection(
          asking,
          'scope.assistanceNumber',
          { en: `${number} was used for an outage already`, fr: `${number} a déjà servi pour une panne` },
          { en: 'make a new assistance request', fr: 'déposez une nouvelle demande d’assistance' },
        ),
      ]
    : [];
};

const askingOf = ({ system, scope }: Notice & { readonly scope: OwnScope }, at: Instant): Asking => {
  const { rule } = alertPolicy(system, at).ownOutage ?? {};
  return { ...(rule ? { rule } : {}), eori: scope.eori, number: scope.assistanceNumber };
};

/** What stands against its number where it is only planned: what runs by then is known when it begins. */
export const ownNumberObjections = (notice: Notice, at: Instant, others: readonly OtherAlert[]): Objection[] => {
  const { system, scope } = notice;
  if (scope.kind !== 'operator') return [];
  return numberObjections(askingOf({ ...notice, scope }, at), alertPolicy(system, at).ownOutage?.isNumber, others);
};

/**
 * What stands against an outage of one operator's own, announced with its assistance request. One at a time; and while
 * the administration's alert runs, that one prevails: it is everyone's, its documents bear the administration's words,
 * and its end is the administration's to announce. An own outage that had begun before goes on beside it.
 * @param at the instant of the assistance request: the fallback starts with it
 */
export const ownOutageObjections = (notice: Notice, at: Instant, others: readonly OtherAlert[]): Objection[] => {
  const { scope } = notice;
  if (scope.kind !== 'operator') return [];
  const asking = askingOf({ ...notice, scope }, at);
  const found = ownNumberObjections(notice, at, others);
  if (others.some((other) => other.scope.kind === 'everyone' && runsAt(other, at))) {
    found.push(
      objection(
        asking,
        'scope',
        {
          en: 'the administration’s own alert runs at that instant, and prevails',
          fr: 'l’alerte de l’administration est en cours à cet instant, et l’emporte',
        },
        {
          en: 'lodge under it; if your outage goes on after its end, announce it from then on',
          fr: 'déposez sous cette alerte ; si votre panne se poursuit après sa fin, annoncez-la à partir de là',
        },
      ),
    );
  }
  const ownRuns = others.some(
    (other) => other.scope.kind === 'operator' && other.scope.eori === scope.eori && !isOverBy(other, at),
  );
  if (ownRuns) {
    found.push(
      objection(
        asking,
        'scope.eori',
        {
          en: 'an outage of this operator’s own runs then already',
          fr: 'une panne propre à cet opérateur est alors déjà en cours',
        },
        { en: 'end that one first, or lodge under it', fr: 'mettez-y fin d’abord, ou déposez sous celle-ci' },
      ),
    );
  }
  return found;
};
