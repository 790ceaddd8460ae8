import { createContext, use, useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import type { Localised } from '../api/rows.js';
import type { Language } from './language.js';
import { loadMessages } from './load-messages.js';
import { isKeyOf, textOf, translator, type MessageKey, type Messages, type Translate } from './translate.js';

interface Words {
  readonly language: Language;
  readonly setLanguage: (language: Language) => void;
  readonly t: Translate;
  readonly text: (localised: Localised) => string;
  readonly isKey: (key: string) => key is MessageKey;
}

/** A language with its texts: they change together. */
export interface Spoken {
  readonly language: Language;
  readonly messages: Messages;
}

export const STORED_LANGUAGE = 'reprise.language';
const LanguageContext = createContext<Words | undefined>(undefined);

/** The words of the page, in the language chosen. */
export const useWords = (): Words => {
  const words = use(LanguageContext);
  if (!words) throw new Error('useWords outside of LanguageProvider');
  return words;
};

export const LanguageProvider = ({ first, children }: { readonly first: Spoken; readonly children: ReactNode }) => {
  const [{ language, messages }, speak] = useState(first);
  const chosen = useRef(first.language);
  const setLanguage = useCallback((next: Language) => {
    chosen.current = next;
    localStorage.setItem(STORED_LANGUAGE, next);
    void loadMessages(next).then((loaded) => {
      if (chosen.current === next) speak({ language: next, messages: loaded });
    });
  }, []);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const words = useMemo<Words>(
    () => ({
      language,
      setLanguage,
      t: translator(messages, language),
      text: (localised) => textOf(localised, language),
      isKey: isKeyOf(messages),
    }),
    [language, messages, setLanguage],
  );
  return <LanguageContext value={words}>{children}</LanguageContext>;
};
