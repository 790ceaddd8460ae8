import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { ensureBuilt } from './build.mjs';
import { runChecks } from './checks.mjs';
import { openly, tool } from './child.mjs';
import { ROOT } from './root.mjs';

/** The tests of a vitest JSON report, each with where it stands. */
const testsOf = (report) =>
  report.testResults.flatMap((file) =>
    file.assertionResults.map((test) => ({ ...test, title: `${relative(ROOT, file.name)} > ${test.fullName}` })),
  );

/**
 * Counts a vitest JSON report. A file that failed without one failed test (it did not load, a hook threw) is one
 * failure; so is a run that ended badly with no failure to show (an error outside every test).
 */
export const countsOf = (report, exitCode) => {
  const tests = testsOf(report);
  const passed = tests.filter((test) => test.status === 'passed').length;
  const skipped = tests.filter((test) => test.status !== 'passed' && test.status !== 'failed');
  const failedFiles = report.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  );
  const failed = tests.filter((test) => test.status === 'failed').length + failedFiles.length;
  return {
    passed,
    failed: failed === 0 && exitCode !== 0 ? 1 : failed,
    skipped: skipped.map((test) => test.title),
  };
};

export const lastLine = ({ passed, failed, skipped }) =>
  `${passed} passed, ${failed} failed${skipped.length > 0 ? `, ${skipped.length} skipped` : ''}`;

const NOTHING = { passed: 0, failed: 1, skipped: [] };

const runVitest = async (args) => {
  const folder = mkdtempSync(join(tmpdir(), 'reprise-test-'));
  const file = join(folder, 'report.json');
  try {
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
    const code = await tool('vitest/vitest.mjs', ['run', ...reporters, ...args], openly);
    return countsOf(JSON.parse(readFileSync(file, 'utf8')), code);
  } catch (error) {
    console.error(`The test run left no report: ${error.message}`);
    return NOTHING;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

/** Builds, checks types and dependencies, runs every spec; ends with one plain line that counts them. Arguments go to vitest and leave the checks out. */
export const test = async (args) => {
  let counts = NOTHING;
  let failedChecks = [];
  try {
    await ensureBuilt();
    const checking = args.length === 0 ? runChecks({ quick: true }) : Promise.resolve([]);
    counts = await runVitest(args);
    failedChecks = await checking;
  } catch (error) {
    console.error(error.message);
  }
  for (const title of counts.skipped) console.log(`skipped: ${title}`);
  if (failedChecks.length > 0) console.log(`failed checks, each counted as one failure: ${failedChecks.join(', ')}`);
  const total = { ...counts, failed: counts.failed + failedChecks.length };
  console.log(lastLine(total));
  return total.failed === 0 ? 0 : 1;
};
