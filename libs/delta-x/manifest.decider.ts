import { Refusal, refuse, refuseState, type Decider, type Instant, type Objection, type Text } from '#libs/kernel';
import { checkEori, isOffice } from './codes.js';
import { deltaXPolicy } from './delta-x.policy.js';
import type { ManifestHeader, ManifestLodged } from './delta-x.events.js';
import { alertObjections, type AlertAsSeen } from './during-alert.js';

/** The header as it was given: every field may be missing or wrong until it is checked. */
export interface LodgeManifest {
  readonly type: 'LodgeManifest';
  readonly header: ManifestHeader;
  readonly alert: AlertAsSeen;
  readonly now: Instant;
}

export type Manifest = { readonly status: 'none' } | { readonly status: 'lodged'; readonly header: ManifestHeader };

const dx04 = (field: string, text: Text, todo?: Text): Objection => ({
  rule: 'DX-04',
  field,
  text,
  ...(todo ? { todo } : {}),
});

const assistanceExpected = (alert: AlertAsSeen, at: Instant): string =>
  alert.scope.kind === 'operator' ? alert.scope.assistanceNumber : deltaXPolicy(at).administrationAlert;

/** DX-04: the header of a manifest, every fault of it at once. */
const headerObjections = ({ header, alert }: LodgeManifest): Objection[] => {
  const found: Objection[] = [];
  const policy = deltaXPolicy(header.lodgedAt);
  const expected = assistanceExpected(alert, header.lodgedAt);
  if (header.assistance !== expected) {
    found.push(
      dx04('assistance', {
        en: `the assistance-request number or “${policy.administrationAlert}” must stand here: expected “${expected}”`,
        fr: `le numéro de demande d’assistance ou « ${policy.administrationAlert} » doit figurer ici : attendu « ${expected} »`,
      }),
    );
  }
  if (!header.mentions.includes(policy.fallbackMention)) {
    found.push(
      dx04('mentions', {
        en: `special mention ${policy.fallbackMention} is missing`,
        fr: `il manque la mention spéciale ${policy.fallbackMention}`,
      }),
    );
  }
  if (header.operator.name.trim() === '') {
    found.push(dx04('operator.name', { en: 'the operator’s name is missing', fr: 'il manque le nom de l’opérateur' }));
  }
  if (checkEori(header.operator.eori) === 'malformed') {
    found.push(
      dx04('operator.eori', {
        en: `${header.operator.eori} is no well-formed EORI`,
        fr: `${header.operator.eori} n’est pas un EORI bien formé`,
      }),
    );
  }
  for (const field of ['officeOfClearance', 'officeOfExit'] as const) {
    if (!isOffice(header[field])) {
      found.push(
        dx04(
          field,
          { en: `${header[field]} is no office code`, fr: `${header[field]} n’est pas un code de bureau` },
          { en: 'two letters and six characters, FR002650', fr: 'deux lettres et six caractères, FR002650' },
        ),
      );
    }
  }
  if (header.singleTransportContract && header.officeOfExit !== header.officeOfClearance) {
    found.push(
      dx04('officeOfExit', {
        en: 'under a single transport contract the office of exit is the office of clearance',
        fr: 'sous contrat de transport unique, le bureau de sortie est le bureau de dédouanement',
      }),
    );
  }
  if (header.signature.name.trim() === '') {
    found.push(dx04('signature.name', { en: 'the signature is missing', fr: 'il manque la signature' }));
  }
  return found;
};

const decide = (command: LodgeManifest, state: Manifest): ManifestLodged[] => {
  if (state.status === 'lodged')
    throw refuseState({ en: 'this manifest is lodged already', fr: 'ce manifeste est déjà déposé' });
  const { header, alert, now } = command;
  if (alert.scope.kind === 'operator' && alert.scope.eori !== header.operator.eori) {
    throw refuse(
      'DX-04',
      { en: 'this alert is another operator’s own', fr: 'cette alerte est propre à un autre opérateur' },
      { field: 'alertId' },
    );
  }
  const [first, ...more] = [...headerObjections(command), ...alertObjections(alert, header.lodgedAt, now, 'lodgedAt')];
  if (first) throw new Refusal([first, ...more]);
  return [{ type: 'ManifestLodged', data: header, rules: ['DX-04'] }];
};

export const manifestDecider: Decider<LodgeManifest, Manifest, ManifestLodged> = {
  initial: { status: 'none' },
  decide,
  evolve: (_state, event) => ({ status: 'lodged', header: event.data }),
};
