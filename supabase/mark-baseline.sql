-- A database that the 48 migrations before the baseline made is as the baseline makes one: this says so in its history, in which the
-- baseline stands in their place. Nothing else is changed, a new database neither. Safe to run again.

do $$
declare
  v_before constant text[] := '{
    20261121000100, 20261121000200, 20261121000300, 20261121000400, 20261121000500, 20261121000600, 20261121000700,
    20261121000800, 20261121000900, 20261121001000, 20261121001100, 20261121001200, 20261121001210, 20261121001220,
    20261121001230, 20261121001400, 20261121001500, 20261121001600, 20261121001700, 20261121001710, 20261121001720,
    20261121001730, 20261121001740, 20261121001750, 20261121001800, 20261121001820, 20261121001821, 20261121001822,
    20261121001823, 20261121001824, 20261121001825, 20261121001826, 20261128000100, 20261128010100, 20261128010200,
    20261128010300, 20261128010400, 20261128010500, 20261128020100, 20261128020200, 20261128020300, 20261128020400,
    20261128020500, 20261128030100, 20261128030200, 20261128070100, 20261128070200, 20261128080100
  }';
  v_applied text[];
begin
  if to_regclass('supabase_migrations.schema_migrations') is null then
    return;
  end if;
  select array_agg(version order by version) into v_applied from supabase_migrations.schema_migrations where version < '20261128100000';
  if v_applied is null then
    return;
  end if;
  if v_applied <> v_before then
    raise exception 'This database was last opened by an older Darkroom, and has % of the % migrations before the baseline. Open it once with '
      'the last version that brings them (git checkout "$(git log -1 --diff-filter=A --format=%%h -- supabase/migrations/20261128100000_baseline.sql)^"), '
      'then with this one.', (select count(*) from unnest(v_applied) version where version = any (v_before)), cardinality(v_before);
  end if;
  delete from supabase_migrations.schema_migrations where version = any (v_before);
  insert into supabase_migrations.schema_migrations (version, name, statements) values ('20261128100000', 'baseline', '{}');
end;
$$;
