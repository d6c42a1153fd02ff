-- Mistake: when the first job is locked it gives up, and does not look at the next.
create function take_job(worker text) returns integer
language plpgsql as $$
declare
  job integer;
begin
  begin
    select id into job from jobs
    where taken_by is null
    order by priority desc, id
    limit 1
    for update nowait;
  exception when lock_not_available then
    return null;
  end;
  update jobs set taken_by = worker, taken_at = now() where id = job;
  return job;
end $$;
