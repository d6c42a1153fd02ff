-- Mistake: an index that begins with the day does not lead to a customer's orders.
create unique index on orders (customer_id, number);
create index on orders (placed_at, customer_id);
create index on orders (placed_at) where status = 'open';
create index on orders (placed_at);
