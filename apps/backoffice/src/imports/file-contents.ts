import { Injectable } from '@nestjs/common';
import { checkEori, priorListObjections } from '#libs/delta-x';
import { Refusal } from '#libs/kernel';
import { invalidField } from '#libs/problem-details';
import { NamedFirsts } from '../declarations/named-firsts.js';
import { ManifestLog } from '../manifests/manifest-log.js';
import { Runtime } from '../runtime.js';
import { manifestLines, priorStates, type FileContent } from './imported-file.js';

/** What a file is said to be about. */
export type FileSubject =
  | { readonly kind: 'manifest'; readonly manifestId: string }
  | { readonly kind: 'prior-states'; readonly alertId: string; readonly operator: string };

/** Finds what a file is about in the log. */
@Injectable()
export class FileContents {
  constructor(
    private readonly runtime: Runtime,
    private readonly manifests: ManifestLog,
    private readonly firsts: NamedFirsts,
  ) {}

  /** @throws Problem, Refusal where there is no such manifest, alert or operator */
  async of(subject: FileSubject): Promise<FileContent> {
    const now = () => this.runtime.now();
    if (subject.kind === 'manifest') {
      const { manifestId } = subject;
      const { header } = await this.manifests.require(manifestId);
      const alert = () => this.manifests.alert(header.alertId);
      const manifest = () => this.manifests.require(manifestId);
      return manifestLines(header, this.runtime.settings.rates, { now, alert, manifest, firsts: this.firsts });
    }
    if (checkEori(subject.operator) === 'malformed')
      throw invalidField('operator', { en: 'no well-formed EORI', fr: 'EORI mal formé' });
    const alert = () => this.manifests.alert(subject.alertId);
    const [concern] = priorListObjections(await alert(), subject.operator);
    if (concern) throw new Refusal([concern]);
    return priorStates(subject, { now, alert, offices: this.runtime.settings.offices });
  }
}
