-- Mistake: the orders do not lie in the order of their days, so a summary of each range of pages excludes none.
create unique index on orders (customer_id, number);
create index on orders (customer_id, placed_at);
create index on orders (placed_at) where status = 'open';
create index on orders using brin (placed_at);
