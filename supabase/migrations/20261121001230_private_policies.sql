-- The tables of the schema private are for the functions that own them: said as a policy, so that none is missing by oversight.

create policy "nobody" on private.installation using (false);
create policy "nobody" on private.object_purges using (false);
create policy "nobody" on private.fenced_writes using (false);
