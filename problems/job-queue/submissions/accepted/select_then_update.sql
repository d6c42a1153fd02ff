-- In two steps; the lock is held from the first on.
create function take_job(worker text) returns integer
language plpgsql as $$
declare
  job integer;
begin
  select id into job from jobs
  where taken_by is null
  order by priority desc, id
  limit 1
  for no key update skip locked;
  update jobs set taken_by = worker, taken_at = clock_timestamp() where id = job;
  return job;
end $$;
