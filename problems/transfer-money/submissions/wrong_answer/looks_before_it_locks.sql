-- Mistake: the balance is looked at before the row is locked; later the check of the table fails.
create function transfer(source integer, target integer, amount numeric) returns boolean
language plpgsql as $$
begin
  if source = target or amount <= 0 then
    return false;
  end if;
  if not exists (select from accounts where id = source and balance >= amount)
    or not exists (select from accounts where id = target) then
    return false;
  end if;
  perform 1 from accounts where id in (source, target) order by id for update;
  update accounts set balance = balance - amount where id = source;
  update accounts set balance = balance + amount where id = target;
  return true;
end $$;
