-- Mistake: one index more than there may be, and that one small.
create unique index on orders (customer_id, number);
create index on orders (customer_id, placed_at);
create index on orders (placed_at) where status = 'open';
create index on orders (placed_at);
create index on orders (customer_id) where status = 'open';
