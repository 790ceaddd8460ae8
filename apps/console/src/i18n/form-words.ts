import { use } from 'react';
import type { FormKey } from './en.forms.js';
import type { Language } from './language.js';
import { useWords } from './LanguageContext.js';
import { fill, type Parameters } from './translate.js';

export type { FormKey };
type FormMessages = Readonly<Record<FormKey, string>>;

const asked = new Map<Language, Promise<FormMessages>>();

const load = async (language: Language): Promise<FormMessages> =>
  language === 'fr' ? (await import('./fr.forms.js')).frForms : (await import('./en.forms.js')).enForms;

const formMessages = (language: Language): Promise<FormMessages> => {
  const found = asked.get(language) ?? load(language);
  asked.set(language, found);
  return found;
};

/** The words of the forms of paper, fetched with the first of them: who only looks on never loads them. */
export const useFormWords = (): ((key: FormKey, values?: Parameters) => string) => {
  const { language } = useWords();
  const messages = use(formMessages(language));
  return (key, values = {}) => fill(messages[key], values, language);
};
