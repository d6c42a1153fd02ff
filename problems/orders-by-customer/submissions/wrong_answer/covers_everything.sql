-- Mistake: indexes that hold the whole table again, several times.
create unique index on orders (customer_id, number) include (placed_at, status, total);
create index on orders (customer_id, placed_at) include (id, number, status, total);
create index on orders (placed_at) include (id, customer_id, total) where status = 'open';
create index on orders (placed_at) include (id, customer_id, number, status, total);
