/** The final standings of a tournament, kept with it from the moment it is completed. */
import { Migration } from '@mikro-orm/migrations';

export class TournamentResults extends Migration {
  override up(): void {
    // Not asked of tournaments that were completed before: they have none, and never change again.
    this.addSql(`
      alter table tournaments.tournaments
        add column results jsonb check (jsonb_typeof(results) = 'array'),
        add constraint tournaments_results
          check ((status = 'COMPLETED') = (results is not null)) not valid`);
  }

  override down(): void {
    this.addSql('alter table tournaments.tournaments drop column results');
  }
}
