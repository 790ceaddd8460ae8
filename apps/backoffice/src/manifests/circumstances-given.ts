import {
  deltaXPolicy,
  globalisationOf,
  type Circumstances,
  type LodgingAct,
  type ManifestHeader,
  type RecordsEntry,
} from '#libs/delta-x';
import { instant, type Instant } from '#libs/kernel';
import type { CircumstancesDto, LodgingActDto, RecordsEntryDto } from './circumstances.dto.js';

/** What was sent, with its days made instants: a day counts to its end, in the office's zone. */
export const circumstancesOf = (body: CircumstancesDto, at: Instant): Omit<Circumstances, 'form' | 'lodging'> => {
  const { presentation, transit, centralised, globalisation } = body;
  return {
    ...(presentation === undefined ? {} : { presentation }),
    ...(transit === undefined ? {} : { transit }),
    ...(centralised === undefined
      ? {}
      : {
          centralised: {
            authorisation: centralised.authorisation,
            officeOfDeclaration: centralised.officeOfDeclaration,
          },
        }),
    ...(globalisation === undefined ? {} : { globalisation: globalisationOf(globalisation, deltaXPolicy(at).zone) }),
  };
};

export const lodgingOf = ({ means, detail, office }: LodgingActDto): LodgingAct => ({
  means,
  ...(detail === undefined ? {} : { detail }),
  office,
});

/** Signed at the lodging, where it does not say when. */
export const signatureOf = (
  { name, signedAt }: { readonly name: string; readonly signedAt?: string },
  lodgedAt: Instant,
): ManifestHeader['signature'] => ({ name, signedAt: signedAt === undefined ? lodgedAt : instant(signedAt) });

const maybe = (text: string | undefined): { readonly at?: Instant } =>
  text === undefined ? {} : { at: instant(text) };

export const recordsOf = (given: RecordsEntryDto): RecordsEntry => {
  const { basis, aeo, dataHeld, regularises, availableAt, arrangement } = given;
  const { at: officeInformedAt } = maybe(given.officeInformedAt);
  const { at: usedFrom } = maybe(given.usedFrom);
  return {
    basis,
    ...(aeo ? { aeo: { kind: aeo.kind, certificate: aeo.certificate } } : {}),
    ...(officeInformedAt === undefined ? {} : { officeInformedAt }),
    ...(usedFrom === undefined ? {} : { usedFrom }),
    ...(dataHeld === undefined ? {} : { dataHeld }),
    ...(regularises === undefined ? {} : { regularises }),
    ...(availableAt === undefined ? {} : { availableAt }),
    ...(arrangement
      ? {
          arrangement: {
            office: arrangement.office,
            reference: arrangement.reference,
            agreedOn: arrangement.agreedOn,
          },
        }
      : {}),
  };
};
