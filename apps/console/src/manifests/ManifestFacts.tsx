import type { ManifestRow } from '../api/manifest-rows.js';
import { useWords } from '../i18n/LanguageContext.js';
import { alertHash } from '../shell/route.js';
import { formatInstant } from '../time/format.js';
import { RuleCitation } from '../ui/RuleCitation.js';

/** What a manifest must hold (DX-04), as it was lodged. */
export const ManifestFacts = ({ manifest }: { readonly manifest: ManifestRow }) => {
  const { t, language } = useWords();
  const { operator, signature } = manifest;
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
        <dt>{t('manifest.signed')}</dt>
        <dd>{signature?.name ?? t('manifest.signatureHidden')}</dd>
        <dt>{t('field.lodgedAt')}</dt>
        <dd>{formatInstant(Date.parse(manifest.lodgedAt), language, 'Europe/Paris')}</dd>
        <dt>{t('alert.rule')}</dt>
        <dd>
          <RuleCitation rule="DX-04" />
        </dd>
      </dl>
      <p>
        <a href={alertHash(manifest.alertId)}>{t('manifest.alert')}</a>
      </p>
    </section>
  );
};
