-- The lower id is locked first, and the balance is taken from the locked row.
create function transfer(source integer, target integer, amount numeric) returns boolean
language plpgsql as $$
declare
  low  accounts;
  high accounts;
  has  numeric;
begin
  if source = target or amount <= 0 then
    return false;
  end if;
  select * into low from accounts where id = least(source, target) for no key update;
  select * into high from accounts where id = greatest(source, target) for no key update;
  has := case when low.id = source then low.balance else high.balance end;
  if low.id is null or high.id is null or has < amount then
    return false;
  end if;
  update accounts
  set balance = balance + case when id = source then -amount else amount end
  where id in (source, target);
  return true;
end $$;
