create function transfer(source integer, target integer, amount numeric) returns boolean
language plpgsql as $$
begin
  -- Move the money and return true, or change nothing and return false.
  return false;
end $$;
