-- One transfer at a time: slow, and right.
create function transfer(source integer, target integer, amount numeric) returns boolean
language plpgsql as $$
begin
  lock table accounts in share row exclusive mode;
  if source = target or amount <= 0 or not exists (select from accounts where id = target) then
    return false;
  end if;
  update accounts set balance = balance - amount where id = source and balance >= amount;
  if not found then
    return false;
  end if;
  update accounts set balance = balance + amount where id = target;
  return true;
end $$;
