-- Mistake: one worker at a time can look for a job.
create function take_job(worker text) returns integer
language plpgsql as $$
declare
  job integer;
begin
  lock table jobs in exclusive mode;
  select id into job from jobs
  where taken_by is null
  order by priority desc, id
  limit 1;
  update jobs set taken_by = worker, taken_at = now() where id = job;
  return job;
end $$;
