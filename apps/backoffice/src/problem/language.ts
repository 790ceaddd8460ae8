import type { Text } from '#libs/kernel';

export type Language = keyof Text;

/** The better of the two languages of the product for an Accept-Language header (RFC 9110, 12.5.4); English when neither is asked for. */
export const languageOf = (acceptLanguage: string | undefined): Language => {
  const weights: Record<Language, number> = { en: 0, fr: 0 };
  for (const range of (acceptLanguage ?? '').split(',')) {
    const [tag = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
    const q = parameters.find((p) => p.startsWith('q='))?.slice(2);
    const weight = q === undefined ? 1 : Number(q);
    const language = tag.slice(0, 2);
    if ((language === 'en' || language === 'fr') && weight > weights[language]) weights[language] = weight;
  }
  return weights.fr > weights.en ? 'fr' : 'en';
};
