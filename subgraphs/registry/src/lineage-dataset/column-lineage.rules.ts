/** Column lineage with the tenant in which its datasets are to be found. */
import type { ColumnInput, ColumnLineage } from '../lineage/dataset-facts.rules.ts';

/** The same facts, each input with the tenant of the dataset that they are about. */
export function columnLineageOf(lineage: ColumnLineage | null, tenantId: string) {
  const inTenant = (inputs: readonly ColumnInput[]) =>
    inputs.map((input) => ({ ...input, tenantId }));
  return (
    lineage && {
      fields: lineage.fields.map(({ name, inputs }) => ({ name, inputs: inTenant(inputs) })),
      dataset: inTenant(lineage.dataset),
    }
  );
}
