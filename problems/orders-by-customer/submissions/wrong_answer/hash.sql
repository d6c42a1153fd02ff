-- Mistake: a hash index finds a customer's orders, but not the newest of them.
create unique index on orders (customer_id, number);
create index on orders using hash (customer_id);
create index on orders (placed_at) where status = 'open';
create index on orders (placed_at);
