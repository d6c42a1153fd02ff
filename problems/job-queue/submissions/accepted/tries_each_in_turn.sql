-- Goes through the free jobs, and on to the next where one is locked.
create function take_job(worker text) returns integer
language plpgsql as $$
declare
  job integer;
begin
  for job in select id from jobs where taken_by is null order by priority desc, id loop
    begin
      perform 1 from jobs where id = job and taken_by is null for update nowait;
      if found then
        update jobs set taken_by = worker, taken_at = now() where id = job;
        return job;
      end if;
    exception when lock_not_available then
      null;
    end;
  end loop;
  return null;
end $$;
