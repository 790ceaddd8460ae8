import { useQueryClient } from '@tanstack/react-query';
import { useCalls } from '../api/calls.js';
import { useWords } from '../i18n/LanguageContext.js';
import { useProductNow } from '../live/useProductNow.js';
import { zoneName } from '../time/format.js';
import { fromWallClock } from '../time/zones.js';
import { Dialog } from '../ui/Dialog.js';
import { Choice, Field, Form, Tick } from '../ui/Form.js';
import { RuleCitation } from '../ui/RuleCitation.js';
import { useOncePerKey, useSubmit } from '../ui/useSubmit.js';
import { Changes } from './Changes.js';
import { ACTS, bodyOf, type Act, type ActName } from './acts.js';

const ZONE = 'Europe/Paris';

/** What an act is done to: its path in the API, and the revision that it is based on. */
export interface Subject {
  readonly url: string;
  readonly name: string;
  readonly revision: string;
}

interface ActDialogProps {
  readonly name: ActName;
  readonly subject: Subject;
  /** What is known already, by field. */
  readonly initial?: Readonly<Record<string, string>> | undefined;
  readonly onClose: () => void;
}

/** The form of one act: what it says, on which rule, and its fields; an instant left empty is now. */
export const ActDialog = ({ name, subject, initial = {}, onClose }: ActDialogProps) => {
  const { t, isKey, language } = useWords();
  const calls = useCalls();
  const queries = useQueryClient();
  const now = useProductNow() ?? 0;
  const act: Act = ACTS[name];
  const once = useOncePerKey<Readonly<Record<string, unknown>>>();
  const { busy, error, submit } = useSubmit(async (values: Readonly<Record<string, string>>, key) => {
    const instantOf = (wallClock: string): string => new Date(fromWallClock(wallClock, ZONE) ?? now).toISOString();
    const body = once(key, () => bodyOf(act, values, instantOf));
    await calls.act(`${subject.url}/${act.path}`, body, subject.revision, key);
    await queries.invalidateQueries();
  }, onClose);
  const said = (key: string): string => (isKey(key) ? t(key) : key);
  return (
    <Dialog title={`${t(`act.${name}`)} · ${subject.name}`} onClose={onClose}>
      <Form
        submitLabel={t(`act.${name}`)}
        busy={busy}
        error={error}
        onCancel={onClose}
        onSubmit={(values) => void submit(values)}
      >
        <p>{t(`actExplain.${name}`)}</p>
        <p>
          <RuleCitation rule={act.rule} />
        </p>
        {act.fields.map((field) => {
          const own = `actField.${name}.${field.name}`;
          const label = said(isKey(own) ? own : `actField.${field.name}`);
          if (field.kind === 'flag') return <Tick key={field.name} name={field.name} label={label} />;
          if (field.kind === 'changes')
            return <Changes key={field.name} name={field.name} label={label} initial={initial} became={field.became} />;
          if (field.kind === 'choice') {
            const options = field.of.map((value) => ({ value, label: said(`actChoice.${value}`) }));
            return (
              <Choice
                key={field.name}
                name={field.name}
                label={label}
                options={options}
                {...start(initial, field.name)}
              />
            );
          }
          const instant = field.kind === 'instant';
          return (
            <Field
              key={field.name}
              name={field.name}
              label={label}
              type={instant ? 'datetime-local' : 'text'}
              required={field.required ?? false}
              {...start(initial, field.name)}
              {...(instant ? { hint: t('act.now', { zone: zoneName(now, language, ZONE) }) } : {})}
            />
          );
        })}
      </Form>
    </Dialog>
  );
};

const start = (initial: Readonly<Record<string, string>>, name: string): { readonly initial?: string } => {
  const value = initial[name];
  return value === undefined ? {} : { initial: value };
};
