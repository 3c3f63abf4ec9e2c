/** When a preference was first set. */
import { Migration } from '@mikro-orm/migrations';

export class PreferenceCreation extends Migration {
  override up(): void {
    // The default is for processes of the version before, which say nothing of it.
    this.addSql('alter table registry.user_preferences add created_at timestamptz default now()');
    this.addSql('update registry.user_preferences set created_at = updated_at');
    this.addSql('alter table registry.user_preferences alter created_at set not null');
  }

  override down(): void {
    this.addSql('alter table registry.user_preferences drop created_at');
  }
}
