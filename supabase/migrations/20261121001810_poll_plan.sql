-- The statement of a poll is planned once per connection: planning took longer than reading (1.3 ms a call with it, 0.7 ms
-- without, 1 million finished tasks behind). PostgreSQL 18 keeps the plans of such functions; older ones plan on.

alter function public.read_tasks(uuid[]) set plan_cache_mode = force_generic_plan;
