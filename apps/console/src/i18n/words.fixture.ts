import { en } from './en.js';
import { enForms, type FormKey } from './en.forms.js';
import { fr } from './fr.js';
import { frForms } from './fr.forms.js';
import type { Language } from './language.js';
import { translator, type Messages, type Translate } from './translate.js';

/** Both languages at once, for specs; the page loads the one that is read. */
export const MESSAGES: Readonly<Record<Language, Messages>> = { en, fr };
export const FORM_MESSAGES: Readonly<Record<Language, Readonly<Record<FormKey, string>>>> = {
  en: enForms,
  fr: frForms,
};

export const translatorIn = (language: Language): Translate => translator(MESSAGES[language], language);
