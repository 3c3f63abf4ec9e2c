/** Sessions that nobody uses end. */
import { Migration } from '@mikro-orm/migrations';

export class IdleSessions extends Migration {
  override up(): void {
    // Those that are open get an hour; new ones say for how long.
    this.addSql(
      'alter table registry.sessions add idle_seconds int not null default 3600 check (idle_seconds > 0)',
    );
    this.addSql('alter table registry.sessions alter idle_seconds drop default');
  }

  override down(): void {
    this.addSql('alter table registry.sessions drop idle_seconds');
  }
}
