-- Mistake: advisory locks are not available.
create function transfer(source integer, target integer, amount numeric) returns boolean
language plpgsql as $$
begin
  perform pg_advisory_xact_lock(1);
  update accounts set balance = balance - amount where id = source and balance >= amount;
  if not found then
    return false;
  end if;
  update accounts set balance = balance + amount where id = target;
  return true;
end $$;
