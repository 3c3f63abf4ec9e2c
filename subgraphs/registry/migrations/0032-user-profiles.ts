/** What a user is in the group, and what GitHub calls them. */
import { Migration } from '@mikro-orm/migrations';

export class UserProfiles extends Migration {
  override up(): void {
    this.addSql('alter table registry.users add title varchar(255), add github_login varchar(255)');
  }

  override down(): void {
    this.addSql('alter table registry.users drop title, drop github_login');
  }
}
