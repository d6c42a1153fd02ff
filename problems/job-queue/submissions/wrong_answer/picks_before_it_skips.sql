-- Mistake: one job is picked before locked ones are passed over, so nothing is left where it is locked.
create function take_job(worker text) returns integer
language plpgsql as $$
declare
  job integer;
begin
  select id into job from jobs
  where id = (select id from jobs where taken_by is null order by priority desc, id limit 1)
  for update skip locked;
  update jobs set taken_by = worker, taken_at = now() where id = job;
  return job;
end $$;
