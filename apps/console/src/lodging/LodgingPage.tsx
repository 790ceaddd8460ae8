import type { AlertRow } from '../api/rows.js';
import { useFormWords } from '../i18n/form-words.js';
import { useWords } from '../i18n/LanguageContext.js';
import type { Claims } from '../session/claims.js';
import { may } from '../session/permissions.js';
import { lodgeHash, PAPER_FORMS, type PaperForm } from '../shell/route.js';
import { PageHead } from '../ui/PageHead.js';
import { alertsToLodgeUnder } from './alert-choice.js';
import { LodgingForm } from './LodgingForm.js';
import '../styles/lodging.css';

interface LodgingPageProps {
  readonly form: PaperForm;
  readonly alerts: readonly AlertRow[];
  readonly claims: Claims;
}

/** Paper is lodged, or entered in its place, by hand. */
const LodgingPage = ({ form, alerts, claims }: LodgingPageProps) => {
  const { t } = useWords();
  const f = useFormWords();
  const [first, ...more] = alertsToLodgeUnder(alerts, claims.operator);
  const allowed = may.lodge(claims, claims.operator);
  return (
    <>
      <PageHead title={t(`lodge.${form}`)} />
      <p className="hint">{f(`lead.${form}`)}</p>
      <nav aria-label={f('other.title')} className="other-forms">
        {PAPER_FORMS.map((other) => (
          <a key={other} href={lodgeHash(other)} aria-current={other === form ? 'page' : undefined}>
            {t(`lodge.${other}`)}
          </a>
        ))}
      </nav>
      {!allowed && <p className="hint">{f('form.mayNot')}</p>}
      {allowed && !first && <p className="hint">{t('manifests.noAlert')}</p>}
      {allowed && first && (
        <div className="lodging" data-testid={`lodging-${form}`}>
          <LodgingForm key={form} form={form} alerts={[first, ...more]} claims={claims} />
        </div>
      )}
    </>
  );
};
export default LodgingPage;
