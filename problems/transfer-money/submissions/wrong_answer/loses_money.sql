-- Mistake: an account that does not exist gets the money.
create function transfer(source integer, target integer, amount numeric) returns boolean
language plpgsql as $$
begin
  if source = target or amount <= 0 then
    return false;
  end if;
  perform 1 from accounts where id in (source, target) order by id for update;
  update accounts set balance = balance - amount where id = source and balance >= amount;
  if not found then
    return false;
  end if;
  update accounts set balance = balance + amount where id = target;
  return true;
end $$;
