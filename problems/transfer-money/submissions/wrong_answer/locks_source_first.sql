-- Mistake: each transfer locks its source first, so two in opposite directions wait for each other.
create function transfer(source integer, target integer, amount numeric) returns boolean
language plpgsql as $$
declare
  has numeric;
begin
  if source = target or amount <= 0 then
    return false;
  end if;
  select balance into has from accounts where id = source for update;
  perform 1 from accounts where id = target for update;
  if not found or has is null or has < amount then
    return false;
  end if;
  update accounts set balance = balance - amount where id = source;
  update accounts set balance = balance + amount where id = target;
  return true;
end $$;
