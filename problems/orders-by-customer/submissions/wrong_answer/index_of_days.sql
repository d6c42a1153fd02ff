-- Mistake: an index on the day serves no query that asks for times.
create unique index on orders (customer_id, number);
create index on orders (customer_id, placed_at);
create index on orders (placed_at) where status = 'open';
create index on orders ((placed_at::date));
