create function take_job(worker text) returns integer
language plpgsql as $$
begin
  -- Take a job for this worker and return its id, or return null.
  return null;
end $$;
