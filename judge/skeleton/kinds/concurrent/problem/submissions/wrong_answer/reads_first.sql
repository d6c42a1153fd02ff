-- Is right alone, but forgets that another session may change the value in between.
create function FUNCTION(counter text) returns boolean
language plpgsql as $$
declare
  old integer;
begin
  select value into old from counters where name = counter;
  update counters set value = old + 1 where name = counter;
  return found;
end $$;
