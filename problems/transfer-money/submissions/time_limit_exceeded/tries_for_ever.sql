-- Mistake: it tries again until it succeeds, and a transfer that is not possible never does.
create function transfer(source integer, target integer, amount numeric) returns boolean
language plpgsql as $$
begin
  loop
    perform 1 from accounts where id in (source, target) order by id for update;
    update accounts set balance = balance - amount where id = source and balance >= amount;
    exit when found;
  end loop;
  update accounts set balance = balance + amount where id = target;
  return true;
end $$;
