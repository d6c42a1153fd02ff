-- Mistake: the two commands are not separated.
create index free_jobs on jobs (priority desc, id)
create function take_job(worker text) returns integer
language sql as 'select 1';
