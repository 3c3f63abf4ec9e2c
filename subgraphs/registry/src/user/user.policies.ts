/**
 * Who sees a user. A user is stored in the tenant in which it was created, which alone may change it;
 * as it can be a member of others, those see it too, and no tenant sees who is not among its members.
 */

/** SQL of the policy: a membership that the session may read, by the memberships' own policies. */
export const memberVisibility =
  'exists (select 1 from registry.memberships m where m.user_id = users.id)';
