import type { Locator } from 'playwright-core';

/** Fills in the inputs of a form by their names, in the order given; `on` ticks a box. An input without a type is a list to choose from. */
export const fillIn = async (form: Locator, values: Readonly<Record<string, string>>): Promise<void> => {
  for (const [name, value] of Object.entries(values)) {
    const input = form.locator(`[name="${name}"]:not([type=hidden])`);
    const type = await input.getAttribute('type');
    if (type === 'checkbox') await input.setChecked(value === 'on');
    else if (type === null) await input.selectOption(value);
    else await input.fill(value);
  }
};
