export const LANGUAGES = ['en', 'fr'] as const;
export type Language = (typeof LANGUAGES)[number];

const isLanguage = (value: unknown): value is Language => LANGUAGES.some((language) => language === value);

/** The language chosen before, else the first of the browser's that the product speaks, else English. */
export const startingLanguage = (chosen: string | null, browser: readonly string[]): Language => {
  if (isLanguage(chosen)) return chosen;
  return browser.map((tag) => tag.slice(0, 2).toLowerCase()).find(isLanguage) ?? 'en';
};
