-- Mistake: the balance of the target is read without a lock, and written later.
create function transfer(source integer, target integer, amount numeric) returns boolean
language plpgsql as $$
declare
  has numeric;
  had numeric;
begin
  if source = target or amount <= 0 then
    return false;
  end if;
  select balance into had from accounts where id = target;
  select balance into has from accounts where id = source for update;
  if has is null or had is null or has < amount then
    return false;
  end if;
  update accounts set balance = has - amount where id = source;
  update accounts set balance = had + amount where id = target;
  return true;
end $$;
