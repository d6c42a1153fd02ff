-- Mistake: no job is taken twice, but the update waits for the other worker's transaction.
create function take_job(worker text) returns integer
language plpgsql as $$
declare
  job integer;
begin
  loop
    select id into job from jobs
    where taken_by is null
    order by priority desc, id
    limit 1;
    if not found then
      return null;
    end if;
    update jobs set taken_by = worker, taken_at = now() where id = job and taken_by is null;
    if found then
      return job;
    end if;
  end loop;
end $$;
