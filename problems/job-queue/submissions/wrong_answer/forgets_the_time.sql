-- Mistake: taken_at is not set.
create function take_job(worker text) returns integer
language plpgsql as $$
declare
  job integer;
begin
  select id into job from jobs
  where taken_by is null
  order by priority desc, id
  limit 1
  for update skip locked;
  update jobs set taken_by = worker where id = job;
  return job;
end $$;
