import { hash } from 'node:crypto';
import {
  declarationCodec,
  declarationDecider,
  declarationStream,
  importDecider,
  type DeclarationCommand,
  type DeclarationEvent,
  type Import,
  type ImportCommand,
  type RecordProgress,
  type StartImport,
} from '#libs/delta-x';
import { loadHistory, type EventStore } from '#libs/event-store';
import type { ImportLedger, LineResult } from './import-ledger.js';
import type { LineAct } from './imported-file.js';

interface EarlierLine {
  readonly digest: string;
  readonly command?: DeclarationCommand;
}

type DeclarationState = typeof declarationDecider.initial;

/** What the line itself says, without when it is read and who reads it. */
const saidBy = (command: DeclarationCommand): unknown =>
  command.type === 'LodgeDeclaration' ? command.consignment : { ...command, now: undefined };

const after = (state: DeclarationState, command: DeclarationCommand): DeclarationState =>
  declarationDecider.decide(command, state).reduce((s, event) => declarationDecider.evolve(s, event), state);

/** As if another consignment had been lodged under the same reference: what a second line of the file would meet. */
const withAnother = (state: DeclarationState, events: readonly DeclarationEvent[]): DeclarationState => {
  const lodged = events.find((event) => event.type === 'DeclarationLodged');
  if (!lodged) return state;
  const { data } = lodged;
  return { ...state, lodged: { ...data, consignment: { ...data.consignment, reference: '' } } };
};

/** Says what the log would, and writes nothing. */
export class DryLedger implements ImportLedger {
  state: Import = { status: 'none' };
  /** What earlier lines of the file came to, by reference. */
  readonly #earlier = new Map<string, EarlierLine>();

  constructor(private readonly store: EventStore) {}

  start(command: StartImport): Promise<void> {
    return this.#note(command);
  }

  async carryOut({ reference, command }: LineAct): Promise<LineResult> {
    const { operator } = this.state.status === 'none' ? { operator: '' } : this.state.started;
    const said = saidBy(command);
    const digest = hash('sha256', JSON.stringify(said), 'base64');
    const earlier = this.#earlier.get(reference);
    if (earlier?.digest === digest) return 'unchanged';
    const stream = declarationStream(operator, reference);
    const { state } = await loadHistory(this.store, stream, declarationDecider, declarationCodec);
    const before = earlier?.command ? after(state, earlier.command) : state;
    const events = declarationDecider.decide(command, before);
    if (events.length === 0) return 'unchanged';
    if (earlier && !earlier.command) declarationDecider.decide(command, withAnother(before, events));
    // A lodging is too large to be kept for every line of the file; of it the digest must do.
    this.#earlier.set(reference, { digest, ...(command.type === 'LodgeDeclaration' ? {} : { command }) });
    return 'accepted';
  }

  record(progress: RecordProgress): Promise<void> {
    return this.#note({ ...progress, errors: [] });
  }

  complete(): Promise<void> {
    return this.#note({ type: 'CompleteImport' });
  }

  #note(command: ImportCommand): Promise<void> {
    for (const event of importDecider.decide(command, this.state)) this.state = importDecider.evolve(this.state, event);
    return Promise.resolve();
  }
}
