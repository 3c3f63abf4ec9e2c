/** `OVERRIDE_LABELS`: which progressive overrides apply, of those whose labels state no share. */
import { z } from 'zod';

/** A label and for how many of a hundred requests it is active. */
export interface LabelShare {
  readonly label: string;
  readonly percent: number;
}

/** Labels as Federation takes them; those that are a share, `percent(25)`, decide by themselves. */
const labelForm = /^[A-Za-z][\w\-:./]*$/;
/** As precise as Federation lets `percent(N)` be. */
const percentForm = /^(?:\d{1,2}(?:\.\d{1,8})?|100)$/;

const always = 100;

const form =
  'must be labels of @override between commas, each alone or with its percentage from 0 to 100, ' +
  'such as new-prices,search=25';

/** Items between commas; empty ones are dropped. */
export const overrideLabelsSetting = z
  .string()
  .transform((value, context): LabelShare[] => {
    const items = value.split(',').map((item) => item.trim());
    const shares = items.filter(Boolean).map((item) => shareOf(item) ?? item);
    const labels = shares.flatMap((share) => (typeof share === 'string' ? [] : [share.label]));
    const wrong = shares.find((share) => typeof share === 'string');
    const repeated = labels.find((label, index) => labels.indexOf(label) !== index);
    if (wrong !== undefined) return refuse(context, `${form}; ${JSON.stringify(wrong)} is not`);
    if (repeated !== undefined) return refuse(context, `has the label ${repeated} more than once`);
    return shares.filter((share) => typeof share !== 'string');
  })
  .default([])
  .describe(
    'Labels of `@override(from:, label:)` that are active, between commas: always, or for a ' +
      'percentage of the requests, e.g. `new-prices,search=25`. Other labels are not active; ' +
      '`percent(25)` needs no setting.',
  );

function shareOf(item: string): LabelShare | null {
  const [label = '', percent, ...more] = item.split('=').map((part) => part.trim());
  if (!labelForm.test(label) || more.length > 0) return null;
  if (percent === undefined) return { label, percent: always };
  return percentForm.test(percent) ? { label, percent: Number(percent) } : null;
}

function refuse(context: z.RefinementCtx, message: string): never {
  context.addIssue({ code: 'custom', message });
  return z.NEVER;
}
