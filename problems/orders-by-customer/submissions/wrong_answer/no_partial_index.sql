-- Mistake: all orders are in the index of the open ones.
create unique index on orders (customer_id, number);
create index on orders (customer_id, placed_at);
create index on orders (status, placed_at);
create index on orders (placed_at);
