-- Mistake: the word as is missing.
create function transfer(source integer, target integer, amount numeric) returns boolean
language plpgsql $$
begin
  return false;
end $$;
