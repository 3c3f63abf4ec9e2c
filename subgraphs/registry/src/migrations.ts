/** The migrations of this subgraph in their order. Names never change once released. */
import { forcedTenancyMigration } from '@arbiter/server/db/forced-tenancy.ts';
import { Agents } from '../migrations/0002-agents.ts';
import { Experiments } from '../migrations/0003-experiments.ts';
import { Playbooks } from '../migrations/0004-playbooks.ts';
import { Workflows } from '../migrations/0005-workflows.ts';
import { Lineage } from '../migrations/0010-lineage.ts';
import { AgentDeletion } from '../migrations/0011-agent-deletion.ts';
import { StepDatasets } from '../migrations/0012-step-datasets.ts';
import { LineageNames } from '../migrations/0013-lineage-names.ts';
import { Accounts } from '../migrations/0020-accounts.ts';
import { IdleSessions } from '../migrations/0031-idle-sessions.ts';
import { UserProfiles } from '../migrations/0032-user-profiles.ts';
import { AdministrationInTheTenant } from '../migrations/0033-administration-in-the-tenant.ts';
import { UserDeletion } from '../migrations/0034-user-deletion.ts';
import { SessionOrigins } from '../migrations/0035-session-origins.ts';
import { PreferenceCreation } from '../migrations/0036-preference-creation.ts';

export const migrations = [
  { name: '0002-agents', class: Agents },
  { name: '0003-experiments', class: Experiments },
  { name: '0004-playbooks', class: Playbooks },
  { name: '0005-workflows', class: Workflows },
  { name: '0010-lineage', class: Lineage },
  { name: '0011-agent-deletion', class: AgentDeletion },
  { name: '0012-step-datasets', class: StepDatasets },
  { name: '0013-lineage-names', class: LineageNames },
  { name: '0020-accounts', class: Accounts },
  { name: '0030-forced-tenancy', class: forcedTenancyMigration('registry') },
  { name: '0031-idle-sessions', class: IdleSessions },
  { name: '0032-user-profiles', class: UserProfiles },
  { name: '0033-administration-in-the-tenant', class: AdministrationInTheTenant },
  { name: '0034-user-deletion', class: UserDeletion },
  { name: '0035-session-origins', class: SessionOrigins },
  { name: '0036-preference-creation', class: PreferenceCreation },
];
