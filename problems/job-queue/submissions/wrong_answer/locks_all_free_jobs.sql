-- Mistake: all free jobs are locked to take one, so that the next worker finds none.
create function take_job(worker text) returns integer
language plpgsql as $$
declare
  job integer;
begin
  select ids[1] into job from (
    select array_agg(id order by priority desc, id) as ids
    from (select id, priority from jobs where taken_by is null for update skip locked) free
  ) free;
  update jobs set taken_by = worker, taken_at = now() where id = job;
  return job;
end $$;
