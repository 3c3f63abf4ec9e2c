/** Users can be deleted softly; who is deleted leaves name and address to others. */
import { Migration } from '@mikro-orm/migrations';

export class UserDeletion extends Migration {
  override up(): void {
    this.addSql(`alter table registry.users add deleted_at timestamptz,
      add constraint users_deleted_inactive check (deleted_at is null or not is_active)`);
    this.addSql('alter table registry.users drop constraint users_tenant_id_username_key');
    this.addSql('drop index registry.users_email');
    this.addSql(`create unique index users_username on registry.users (tenant_id, username)
      where deleted_at is null`);
    this.addSql(
      `create unique index users_email on registry.users (email) where deleted_at is null`,
    );
  }

  override down(): void {
    // Names that somebody else has by now: who was deleted stays closed, under the id.
    this.addSql(`update registry.users set username = id::text,
      email = case when email is null then null else id::text || '@deleted.invalid' end
      where deleted_at is not null`);
    this.addSql('drop index registry.users_email, registry.users_username');
    this.addSql('create unique index users_email on registry.users (email)');
    this.addSql(`alter table registry.users add unique (tenant_id, username),
      drop constraint users_deleted_inactive, drop deleted_at`);
  }
}
