/**
 * Types that codegen makes from the schema, as codegen.yml lists them. Each output is made on its
 * own, so that a fault in one subgraph's schema does not hide the others, and its message has the
 * name of the file that could not be made.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { executeCodegen } from '@graphql-codegen/cli';
import { parse } from 'yaml';
import type { GeneratedFile } from '../support/generated-file.ts';
import { ToolError, root } from '../support/tool.ts';

type CodegenConfig = Extract<Parameters<typeof executeCodegen>[0], { generates: unknown }>;

/** All outputs as they should be. Errors: ToolError with one paragraph for each that failed. */
export async function generateCode(): Promise<GeneratedFile[]> {
  const config = parse(readFileSync(join(root, 'codegen.yml'), 'utf8')) as CodegenConfig;
  const files: GeneratedFile[] = [];
  const faults: string[] = [];
  for (const [path, output] of Object.entries(config.generates)) {
    const only = { ...config, generates: { [path]: output }, cwd: root, silent: true };
    const { result, error } = await executeCodegen(only);
    if (error) faults.push(`${path}: ${withoutAdvice(error.message)}`);
    for (const { filename, content } of result) files.push({ path: filename, text: content });
  }
  if (faults.length > 0) throw new ToolError(faults.join('\n\n'));
  return files;
}

/** Codegen's messages go on with stacks and with what else a schema could be. */
function withoutAdvice(message: string): string {
  return message.split(/\n\s*(?:at |GraphQL Code Generator supports)/)[0]!.trim();
}
