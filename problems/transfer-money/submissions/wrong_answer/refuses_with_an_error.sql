-- Mistake: what is not possible is an error.
create function transfer(source integer, target integer, amount numeric) returns boolean
language plpgsql as $$
begin
  if source = target or amount <= 0 then
    return false;
  end if;
  perform 1 from accounts where id in (source, target) order by id for update;
  if (select count(*) from accounts where id in (source, target)) < 2 then
    return false;
  end if;
  update accounts set balance = balance - amount where id = source;
  update accounts set balance = balance + amount where id = target;
  return true;
end $$;
