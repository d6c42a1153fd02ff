-- Mistake: cancelled orders may have a number that is there already.
create unique index on orders (customer_id, number) where status <> 'cancelled';
create index on orders (customer_id, placed_at);
create index on orders (placed_at) where status = 'open';
create index on orders (placed_at);
