import { en } from './en.js';
import { fr } from './fr.js';
import type { Language } from './language.js';
import { translator, type Messages, type Translate } from './translate.js';

/** Both languages at once, for specs; the page loads the one that is read. */
export const MESSAGES: Readonly<Record<Language, Messages>> = { en, fr };

export const translatorIn = (language: Language): Translate => translator(MESSAGES[language], language);
