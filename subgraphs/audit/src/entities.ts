/** Every entity of this subgraph, for MikroORM and for the check of the migrations. */
import { LedgerRecordSchema } from './audit-record/audit-record.entity.ts';
import { SubjectKeySchema } from './subject/subject-key.entity.ts';

export const entities = [LedgerRecordSchema, SubjectKeySchema];
