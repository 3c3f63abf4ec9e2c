/** Agents can be deleted softly, and are found by performance and by being kept up to date. */
import { Migration } from '@mikro-orm/migrations';

const nameIndex = `create unique index agents_name on registry.agents (tenant_id, name)
  where status <> 'SHUTDOWN'`;

export class AgentDeletion extends Migration {
  override up(): void {
    this.addSql('alter table registry.agents add column deleted_at timestamptz');
    this.addSql('drop index registry.agents_name');
    this.addSql(`${nameIndex} and deleted_at is null`);
    this.addSql(
      'create index agents_performance on registry.agents (tenant_id, performance_score, id)',
    );
    this.addSql(
      'create index agents_enhanced on registry.agents (tenant_id, enhanced_features_enabled)',
    );
  }

  override down(): void {
    for (const index of ['agents_enhanced', 'agents_performance', 'agents_name']) {
      this.addSql(`drop index registry.${index}`);
    }
    this.addSql('alter table registry.agents drop column deleted_at');
    this.addSql(nameIndex);
  }
}
