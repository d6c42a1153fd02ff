-- With an index that gives the free jobs in their order, and a common table expression.
create index free_jobs on jobs (priority desc, id) where taken_by is null;

create function take_job(worker text) returns integer
language sql as $$
  with next as (
    select id from jobs
    where taken_by is null
    order by priority desc, id
    limit 1
    for update skip locked
  )
  update jobs j
  set taken_by = worker, taken_at = now()
  from next
  where j.id = next.id
  returning j.id
$$;
