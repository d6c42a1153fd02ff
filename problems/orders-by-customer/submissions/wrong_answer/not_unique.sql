-- Mistake: the index on the numbers is not unique.
create index on orders (customer_id, number);
create index on orders (customer_id, placed_at);
create index on orders (placed_at) where status = 'open';
create index on orders (placed_at);
