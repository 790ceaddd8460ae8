import type { ManifestRow } from '../api/manifest-rows.js';
import { useWords } from '../i18n/LanguageContext.js';
import { alertHash } from '../shell/route.js';
import { formatInstant } from '../time/format.js';
import { RuleCitation, RuleLink } from '../ui/RuleCitation.js';

/** What a manifest must hold (DX-04), as it was lodged. */
export const ManifestFacts = ({ manifest }: { readonly manifest: ManifestRow }) => {
  const { t, language } = useWords();
  const { operator, signature } = manifest;
  const at = (instant: string): string => formatInstant(Date.parse(instant), language, 'Europe/Paris');
  return (
    <section className="panel" aria-labelledby="manifest-facts">
      <h3 id="manifest-facts">{t('manifest.facts')}</h3>
      <dl className="facts">
        <dt>{t('field.operator')}</dt>
        <dd>
          {operator.name} <code>{operator.eori}</code>
        </dd>
        <dt>{t('lodge.consignmentType')}</dt>
        <dd>{t(`consignment.${manifest.consignmentType}`)}</dd>
        <dt>{t('lodge.kind')}</dt>
        <dd>{t(`declarationKind.${manifest.declarationKind}`)}</dd>
        <dt>{t('field.assistance')}</dt>
        <dd>{manifest.assistance}</dd>
        <dt>{t('manifest.mentions')}</dt>
        <dd>{manifest.mentions.join(', ')}</dd>
        <dt>{t('field.officeOfClearance')}</dt>
        <dd>{manifest.officeOfClearance}</dd>
        <dt>{t('field.officeOfExit')}</dt>
        <dd>
          {manifest.officeOfExit}
          {manifest.singleTransportContract && <small>{t('lodge.singleContract')}</small>}
        </dd>
        <dt>{t('clearance.presented')}</dt>
        <dd>
          {t(`presentation.${manifest.presentation ?? 'office'}`)}
          {manifest.transit === true && <small>{t('manifest.transit')}</small>}
        </dd>
        {manifest.centralised && (
          <>
            <dt>{t('manifest.centralised')}</dt>
            <dd>
              {manifest.centralised.officeOfDeclaration} <small>{manifest.centralised.authorisation}</small>{' '}
              <RuleLink rule="DX-10" />
            </dd>
          </>
        )}
        <dt>{t('manifest.signed')}</dt>
        <dd>{signature?.name ?? t('manifest.signatureHidden')}</dd>
        <dt>{t(manifest.form === 'records' ? 'manifest.enteredAt' : 'field.lodgedAt')}</dt>
        <dd data-testid="lodging" data-means={manifest.lodging?.means ?? 'agreement'}>
          {at(manifest.lodgedAt)}
          <small>
            {t(`lodgingMeans.${manifest.lodging?.means ?? 'agreement'}`)} <RuleLink rule="DX-08" />
          </small>
        </dd>
        {manifest.globalisation && (
          <>
            <dt>{t('manifest.period')}</dt>
            <dd>
              {t('manifest.periodEnds', {
                reference: manifest.globalisation.reference,
                when: at(manifest.globalisation.endsAt),
              })}
              <small>
                {t(manifest.globalisation.movedTo === undefined ? 'manifest.dcg' : 'manifest.dcgMoved', {
                  when: at(manifest.globalisation.movedTo ?? manifest.globalisation.dcgValidation),
                })}{' '}
                <RuleLink rule="DX-32" />
              </small>
            </dd>
          </>
        )}
        {manifest.form !== 'records' && (
          <>
            <dt>{t('alert.rule')}</dt>
            <dd>
              <RuleCitation rule="DX-04" />
            </dd>
          </>
        )}
      </dl>
      <p>
        <a href={alertHash(manifest.alertId)}>{t('manifest.alert')}</a>
      </p>
    </section>
  );
};
