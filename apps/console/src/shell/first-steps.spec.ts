import { describe, expect, it } from 'vitest';
import { firstSteps } from './first-steps.js';

describe('the first steps in a terminal', () => {
  it('act for the persons of the demonstration where they exist', () => {
    const [announce, lodge, end] = firstSteps({ origin: 'http://127.0.0.1:8080', devPersons: true });
    expect(announce).toContain('B=http://127.0.0.1:8080\nas() {');
    expect(announce).toMatch(/\nas helene\npost \/v1\/alerts --json '\{.*\}'$/);
    const body = /post \/v1\/manifests --json '(.*)'/.exec(lodge)?.[1] ?? '';
    expect(JSON.parse(body)).toMatchObject({ mentions: ['50000'], signature: { name: 'Marion' } });
    expect(end).toContain('/end');
  });

  it('ask for a token elsewhere', () => {
    const steps = firstSteps({ origin: 'https://reprise.example', devPersons: false }).join('\n');
    expect(steps).not.toContain('/dev/token');
    expect(steps.match(/^T=…$/gm)).toHaveLength(3);
  });
});
