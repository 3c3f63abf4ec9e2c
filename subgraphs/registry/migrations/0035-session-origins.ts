/** From where and with what a session was opened, so that people know theirs. */
import { Migration } from '@mikro-orm/migrations';

export class SessionOrigins extends Migration {
  override up(): void {
    this.addSql(
      'alter table registry.sessions add client_address varchar(64), add user_agent varchar(512)',
    );
  }

  override down(): void {
    this.addSql('alter table registry.sessions drop client_address, drop user_agent');
  }
}
