-- Mistake: of large numbers, a customer can't have one that another has.
create unique index on orders (customer_id, number);
create unique index on orders (number) where id = 1 or id > 900000;
create index on orders (customer_id, placed_at);
create index on orders (placed_at) where status = 'open';
