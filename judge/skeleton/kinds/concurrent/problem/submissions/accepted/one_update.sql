create function FUNCTION(counter text) returns boolean
language plpgsql as $$
begin
  update counters set value = value + 1 where name = counter;
  return found;
end $$;
