-- Mistake: that no job is free is an error.
create function take_job(worker text) returns integer
language plpgsql as $$
declare
  job integer;
begin
  select id into strict job from jobs
  where taken_by is null
  order by priority desc, id
  limit 1
  for update skip locked;
  update jobs set taken_by = worker, taken_at = now() where id = job;
  return job;
end $$;
