-- Updates in the order of ids, and lets the table's own check find that the money does not suffice.
create function transfer(source integer, target integer, amount numeric) returns boolean
language plpgsql as $$
declare
  account integer;
begin
  if source = target or amount <= 0 then
    return false;
  end if;
  begin
    foreach account in array array[least(source, target), greatest(source, target)] loop
      update accounts
      set balance = balance + case when id = source then -amount else amount end
      where id = account;
      if not found then
        raise no_data_found;
      end if;
    end loop;
  exception when check_violation or no_data_found then
    return false;
  end;
  return true;
end $$;
