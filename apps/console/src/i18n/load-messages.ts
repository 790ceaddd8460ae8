import type { Language } from './language.js';
import type { Messages } from './translate.js';

/** The texts of one language, fetched when it is chosen: nobody loads the other one. */
export const loadMessages = async (language: Language): Promise<Messages> =>
  language === 'fr' ? (await import('./fr.js')).fr : (await import('./en.js')).en;
