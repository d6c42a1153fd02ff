-- Mistake: a trigger refuses duplicates, where a constraint is asked for.
create index on orders (customer_id, number);
create index on orders (customer_id, placed_at);
create index on orders (placed_at) where status = 'open';
create index on orders (placed_at);
create function refuse() returns trigger language plpgsql as $$
begin
  if exists (select from orders where customer_id = new.customer_id and number = new.number) then
    raise unique_violation;
  end if;
  return new;
end $$;
create trigger refuse before insert on orders for each row execute function refuse();
