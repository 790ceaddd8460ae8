import { ActButtons, type Offered } from '../acts/ActButtons.js';
import { declarationSubject } from '../acts/offers.js';
import { lodgedTexts } from '../acts/rectifiable.js';
import type { DeclarationInFull } from '../api/declaration-rows.js';
import { useWords } from '../i18n/LanguageContext.js';
import type { Claims } from '../session/claims.js';
import { may } from '../session/permissions.js';
import { formatInstant } from '../time/format.js';
import { RuleCitation } from '../ui/RuleCitation.js';
import { NotReleased } from './NotReleased.js';
import { Rectifications } from './Rectifications.js';

/** The rule of a release is that of where the goods are, or of their control. */
const releaseAct = ({ control, presentation }: DeclarationInFull): Offered['name'] => {
  if (control) return 'release-after-control';
  return presentation === 'premises' ? 'release' : 'release-office';
};

/** What may be recorded next of the goods: by the service, or by the operator on its own premises (DX-14). */
const offersOf = (row: DeclarationInFull, claims: Claims): readonly Offered[] => {
  const { control, release, exitProof, officeOfClearance, presentation, restricted, withheld } = row;
  const office = officeOfClearance === undefined ? {} : { office: officeOfClearance };
  if (may.decide(claims)) {
    if (withheld) return [];
    if (control?.state === 'selected') return [{ name: 'control' }];
    if (control?.state === 'controlled' && control.result === 'unsatisfactory')
      return [{ name: 'control' }, { name: 'withhold', initial: office }];
    if (release === undefined) {
      const select: readonly Offered[] = control === undefined ? [{ name: 'select', initial: office }] : [];
      return [{ name: releaseAct(row), initial: office }, ...select];
    }
    const rectify: readonly Offered[] =
      row.status === 'accepted' ? [{ name: 'rectify', initial: lodgedTexts(row) }] : [];
    return exitProof === undefined ? [{ name: 'visa' }, ...rectify] : rectify;
  }
  if (row.status === 'accepted' && may.lodge(claims, row.operator))
    return [{ name: 'rectify', initial: lodgedTexts(row) }];
  const takes = may.ownAct(claims, row.operator) && presentation === 'premises' && restricted !== true;
  return takes && control === undefined && release === undefined ? [{ name: 'take' }] : [];
};

/** Control, release, and what certifies that the goods left: no IE599 is awaited for them (DX-30). */
export const ClearancePanel = ({ row, claims }: { readonly row: DeclarationInFull; readonly claims: Claims }) => {
  const { t, language } = useWords();
  const { control, release, exitProof, rectified } = row;
  if (row.lodgedAt === undefined) return null;
  const at = (instant: string): string => formatInstant(Date.parse(instant), language, 'Europe/Paris');
  return (
    <section className="panel" aria-labelledby="clearance-title" data-testid="clearance">
      <h3 id="clearance-title">{t('clearance.title')}</h3>
      <dl className="facts">
        <dt>{t('clearance.presented')}</dt>
        <dd>
          {t(`presentation.${row.presentation ?? 'office'}`)}
          {row.restricted === true && <small>{t('clearance.restricted')}</small>}
        </dd>
        <dt>{t('clearance.control')}</dt>
        <dd data-testid="control" data-state={control?.state ?? ''}>
          {control === undefined ? (
            t('clearance.noControl')
          ) : (
            <>
              <span className="tag">{t(`control.${control.state}`)}</span>{' '}
              {t(`controlSays.${control.state}`, { when: at(control.since) })}
            </>
          )}
          {control?.state === 'controlled' && control.result === 'unsatisfactory' && (
            <small>{t('clearance.amiss')}</small>
          )}
          {control?.kind === 'physical' && <small>{t('clearance.mention')}</small>}
        </dd>
        <dt>{t('clearance.release')}</dt>
        <dd data-testid="release" data-by={release?.by ?? ''}>
          {release === undefined ? (
            <NotReleased row={row} at={at} />
          ) : (
            <>
              {t(`release.${release.by}`, { when: at(release.at), office: release.office ?? '' })}{' '}
              <RuleCitation rule={release.rule} />
            </>
          )}
        </dd>
        <dt>{t('clearance.exit')}</dt>
        <dd data-testid="exit-proof" data-proof={exitProof?.proof ?? ''}>
          {exitProof === undefined ? (
            t('clearance.noExit')
          ) : (
            <>
              <strong>
                {t(`exit.${exitProof.proof}`, {
                  on: t(`exitOn.${exitProof.on}`),
                  office: exitProof.office,
                  when: at(exitProof.at),
                })}
              </strong>
              {exitProof.taxProof && <small>{t('exit.taxProof')}</small>} <RuleCitation rule={exitProof.rule} />
            </>
          )}
        </dd>
        {rectified && (
          <>
            <dt>{t('clearance.rectified')}</dt>
            <dd>
              {t('clearance.rectifiedBy', { n: rectified.count, when: at(rectified.last) })}
              <Rectifications of={row.rectifications} />
            </dd>
          </>
        )}
      </dl>
      <p className={exitProof === undefined ? undefined : 'no-599'} data-testid="no-ie599">
        {t(exitProof === undefined ? 'exit.noProofYet' : 'exit.noIe599')} <RuleCitation rule="DX-30" />
      </p>
      <ActButtons subject={declarationSubject(row)} offered={offersOf(row, claims)} />
    </section>
  );
};
