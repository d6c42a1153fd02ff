-- The totals are in the index, so that the days are read from it alone.
begin;
create unique index on orders (number, customer_id);
create index on orders (customer_id, placed_at);
create index on orders (placed_at) where status = 'open';
create index on orders (placed_at) include (total);
commit;
