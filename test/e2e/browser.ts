import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

/** The browser to drive: `CHROMIUM_PATH`, Debian's Chromium, or Chrome; `undefined` where there is none. */
export const browserPath = (): string | undefined =>
  [
    process.env['CHROMIUM_PATH'],
    '/usr/bin/chromium',
    '/usr/bin/google-chrome',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  ]
    .filter((path): path is string => path !== undefined && path !== '')
    .find((path) => existsSync(path));

export const openBrowser = (executablePath: string): Promise<Browser> =>
  chromium.launch({
    executablePath,
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
