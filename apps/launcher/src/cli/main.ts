import { parseArgs } from 'node:util';
import { BadInput } from './bad-input.js';
import { planCommand } from './plan-command.js';

const USAGE = 'usage: npm run --silent reprise -- plan FILE [--timing]   (FILE "-" reads standard input)';

const run = async (args: string[]): Promise<void> => {
  const { values, positionals } = (() => {
    try {
      return parseArgs({
        args,
        allowPositionals: true,
        options: { timing: { type: 'boolean', default: false }, help: { type: 'boolean', default: false } },
      });
    } catch {
      throw new BadInput(USAGE);
    }
  })();
  if (values.help) {
    process.stderr.write(`${USAGE}\n`);
    return;
  }
  const [command, file, ...rest] = positionals;
  if (command !== 'plan' || file === undefined || rest.length > 0) throw new BadInput(USAGE);
  await planCommand(file, values.timing);
};

try {
  await run(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof BadInput)) throw error;
  process.stderr.write(`${error.message.replaceAll(/\s*\n\s*/g, ' ')}\n`);
  process.exitCode = 2;
}
