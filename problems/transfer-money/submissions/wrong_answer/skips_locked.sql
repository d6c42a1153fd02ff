-- Mistake: an account that another transfer has locked is taken for one that does not exist.
create function transfer(source integer, target integer, amount numeric) returns boolean
language plpgsql as $$
declare
  there integer;
begin
  if source = target or amount <= 0 then
    return false;
  end if;
  perform 1 from accounts where id in (source, target) order by id for update skip locked;
  get diagnostics there = row_count;
  if there < 2 or (select balance from accounts where id = source) < amount then
    return false;
  end if;
  update accounts set balance = balance - amount where id = source;
  update accounts set balance = balance + amount where id = target;
  return true;
end $$;
