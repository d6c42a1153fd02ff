-- Indexes that are dropped again count for nothing.
create index tried on orders (status);
create index tried_too on orders (total);
drop index tried, tried_too;
create unique index on orders (customer_id, number);
create index on orders (customer_id, placed_at);
create index on orders (placed_at) where status = 'open';
create index on orders (placed_at);
create statistics orders_status (dependencies) on customer_id, status from orders;
