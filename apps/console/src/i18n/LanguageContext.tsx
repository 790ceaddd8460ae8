import { createContext, use, useCallback, useEffect, useMemo, useState, type ReactNode } from 'react';
import type { Localised } from '../api/rows.js';
import { startingLanguage, type Language } from './language.js';
import { textOf, translator, type Translate } from './translate.js';

interface Words {
  readonly language: Language;
  readonly setLanguage: (language: Language) => void;
  readonly t: Translate;
  readonly text: (localised: Localised) => string;
}

const STORED = 'reprise.language';
const LanguageContext = createContext<Words | undefined>(undefined);

/** The words of the page, in the language chosen. */
export const useWords = (): Words => {
  const words = use(LanguageContext);
  if (!words) throw new Error('useWords outside of LanguageProvider');
  return words;
};

export const LanguageProvider = ({ children }: { readonly children: ReactNode }) => {
  const [language, choose] = useState<Language>(() =>
    startingLanguage(localStorage.getItem(STORED), navigator.languages),
  );
  const setLanguage = useCallback((chosen: Language) => {
    localStorage.setItem(STORED, chosen);
    choose(chosen);
  }, []);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const words = useMemo<Words>(
    () => ({
      language,
      setLanguage,
      t: translator(language),
      text: (localised) => textOf(localised, language),
    }),
    [language, setLanguage],
  );
  return <LanguageContext value={words}>{children}</LanguageContext>;
};
