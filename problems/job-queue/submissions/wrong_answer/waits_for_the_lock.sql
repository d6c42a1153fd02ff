-- Mistake: who finds a job locked waits for it, and gets nothing when it has been taken.
create function take_job(worker text) returns integer
language plpgsql as $$
declare
  job integer;
begin
  select id into job from jobs
  where taken_by is null
  order by priority desc, id
  limit 1
  for update;
  update jobs set taken_by = worker, taken_at = now() where id = job;
  return job;
end $$;
