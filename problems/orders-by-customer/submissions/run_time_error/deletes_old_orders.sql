-- Mistake: orders that nobody asks for are deleted.
create unique index on orders (customer_id, number);
create index on orders (customer_id, placed_at);
create index on orders (placed_at) where status = 'open';
create index on orders (placed_at);
delete from orders where status = 'cancelled';
