-- One statement: the row that is found and locked is updated.
create function take_job(worker text) returns integer
language sql as $$
  update jobs
  set taken_by = worker, taken_at = now()
  where id = (
    select id from jobs
    where taken_by is null
    order by priority desc, id
    limit 1
    for update skip locked
  )
  returning id
$$;
