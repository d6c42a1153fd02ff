-- The same with a unique index for the constraint, and with the order of the query in the index.
create unique index on orders (customer_id, number);
create index on orders (customer_id, placed_at desc);
create index on orders (placed_at, id) where status = 'open';
create index on orders using btree (placed_at desc);
