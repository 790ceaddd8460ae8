import { Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import { Cuts } from '../past/cuts.js';
import { PastStates } from '../past/past-states.js';

/** What the audit tells Prometheus. */
@Injectable()
export class Metrics {
  readonly #registry = new Registry();

  constructor(cuts: Cuts, states: PastStates) {
    const registers = [this.#registry];
    collectDefaultMetrics({ register: this.#registry });
    const gauge = (name: string, help: string, read: () => number): void => {
      new Gauge({
        name,
        help,
        registers,
        collect() {
          this.set(read());
        },
      });
    };
    gauge('reprise_audit_events_folded', 'Events read for states of the past since the start', () => {
      return states.statistics().eventsFolded;
    });
    gauge('reprise_audit_states_kept', 'Folded states kept in memory', () => states.statistics().states);
    gauge('reprise_audit_rows_kept', 'Rows of the folded states kept in memory', () => states.statistics().rows);
    gauge('reprise_audit_lag_seconds', 'How far the marks along the log are behind it', () => {
      return (cuts.status()?.lagMs ?? 0) / 1_000;
    });
  }

  get contentType(): string {
    return this.#registry.contentType;
  }

  text(): Promise<string> {
    return this.#registry.metrics();
  }
}
