-- Mistake: advisory locks are not available; and workers would wait for each other.
create function take_job(worker text) returns integer
language plpgsql as $$
declare
  job integer;
begin
  perform pg_advisory_xact_lock(1);
  select id into job from jobs where taken_by is null order by priority desc, id limit 1;
  update jobs set taken_by = worker, taken_at = now() where id = job;
  return job;
end $$;
