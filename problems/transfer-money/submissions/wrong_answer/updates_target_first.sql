-- Mistake: the target is updated before the source is locked, so two in opposite directions wait for each other.
create function transfer(source integer, target integer, amount numeric) returns boolean
language plpgsql as $$
begin
  if source = target or amount <= 0 then
    return false;
  end if;
  begin
    update accounts set balance = balance + amount where id = target;
    if not found then
      return false;
    end if;
    update accounts set balance = balance - amount where id = source and balance >= amount;
    if not found then
      raise no_data_found;
    end if;
  exception when no_data_found then
    return false;
  end;
  return true;
end $$;
