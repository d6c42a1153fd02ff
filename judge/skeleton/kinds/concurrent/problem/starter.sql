create function FUNCTION(counter text) returns boolean
language plpgsql as $$
begin
  -- Add 1 to the counter.
  return false;
end $$;
