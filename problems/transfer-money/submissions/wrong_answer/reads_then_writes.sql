-- Mistake: what was read before is written, though another transfer came in between.
create function transfer(source integer, target integer, amount numeric) returns boolean
language plpgsql as $$
declare
  has numeric;
  had numeric;
begin
  if source = target or amount <= 0 then
    return false;
  end if;
  select balance into has from accounts where id = source;
  select balance into had from accounts where id = target;
  if has is null or had is null or has < amount then
    return false;
  end if;
  if source < target then
    update accounts set balance = has - amount where id = source;
    update accounts set balance = had + amount where id = target;
  else
    update accounts set balance = had + amount where id = target;
    update accounts set balance = has - amount where id = source;
  end if;
  return true;
end $$;
