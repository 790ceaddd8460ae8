import type { Text } from '#libs/kernel';

export type Language = keyof Text;

const LANGUAGES: readonly Language[] = ['en', 'fr'];

const isLanguage = (tag: string | undefined): tag is Language => (LANGUAGES as readonly unknown[]).includes(tag);

/** The language that an Accept-Language header (RFC 9110, section 12.5.4) likes best among ours; English else. */
export const languageOf = (acceptLanguage: string | undefined): Language => {
  let best: { language: Language; weight: number } = { language: 'en', weight: 0 };
  for (const range of (acceptLanguage ?? '').split(',')) {
    const [tag, ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
    const language = tag?.split('-')[0];
    const quality = parameters.find((p) => p.startsWith('q='));
    const weight = quality === undefined ? 1 : Number(quality.slice(2));
    if (isLanguage(language) && weight > best.weight) best = { language, weight };
  }
  return best.language;
};
