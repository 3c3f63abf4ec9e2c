/** Settings in words, from the shape that checks them: for `--help` and for the reference. */
import { z } from 'zod';

export interface ExplainedSetting {
  readonly name: string;
  readonly meaning: string;
  /** Values of a setting that has only a few. */
  readonly allowed: readonly string[];
  /** Null when it has none; `none` for an empty list. */
  readonly defaultValue: string | null;
}

/** One entry a setting, in the shape's order. Errors: for a setting without a description. */
export function explainSettings(shape: Readonly<Record<string, z.ZodType>>): ExplainedSetting[] {
  return Object.entries(shape).map(([name, type]) => {
    if (!type.description) throw new Error(`${name}: says nothing of what it means (.describe).`);
    const inner = unwrapped(type);
    return {
      name,
      meaning: type.description,
      allowed: inner instanceof z.ZodEnum ? inner.options.map(String) : [],
      defaultValue: defaultOf(type),
    };
  });
}

/** Help for a program that takes settings and nothing else. */
export function settingsHelp(usage: string, shape: Readonly<Record<string, z.ZodType>>): string {
  const lines = explainSettings(shape).map(({ name, meaning, allowed, defaultValue }) => {
    const choice = allowed.length > 0 ? ` One of ${allowed.join(', ')}.` : '';
    const value = defaultValue === null ? '' : ` Default: ${defaultValue}.`;
    return `  ${name}\n      ${meaning.replaceAll('`', '')}${choice}${value}`;
  });
  return `${usage}\n\nSettings come from the environment:\n\n${lines.join('\n')}\n`;
}

function defaultOf(type: z.ZodType): string | null {
  if (!(type instanceof z.ZodDefault)) return null;
  const value = type.def.defaultValue;
  return Array.isArray(value) && value.length === 0 ? 'none' : String(value);
}

/** The type without `optional` and `default` around it. */
function unwrapped(type: z.ZodType): z.ZodType {
  const isWrapped = type instanceof z.ZodOptional || type instanceof z.ZodDefault;
  return isWrapped ? unwrapped(type.unwrap() as z.ZodType) : type;
}
