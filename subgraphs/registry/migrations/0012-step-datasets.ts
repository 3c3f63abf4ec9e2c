/** Datasets that runs of steps read and write, in the runs and in the events that tell of them. */
import { Migration } from '@mikro-orm/migrations';

const columns = [
  ['step_runs', 'input_datasets'],
  ['step_runs', 'output_datasets'],
  ['workflow_events', 'inputs'],
  ['workflow_events', 'outputs'],
] as const;

export class StepDatasets extends Migration {
  override up(): void {
    for (const [table, column] of columns) {
      // The default is for the rows that are there; new ones always say.
      this.addSql(
        `alter table registry.${table} add column ${column} jsonb not null default '[]'
         check (jsonb_typeof(${column}) = 'array')`,
      );
      this.addSql(`alter table registry.${table} alter column ${column} drop default`);
    }
  }

  override down(): void {
    for (const [table, column] of columns.toReversed()) {
      this.addSql(`alter table registry.${table} drop column ${column}`);
    }
  }
}
