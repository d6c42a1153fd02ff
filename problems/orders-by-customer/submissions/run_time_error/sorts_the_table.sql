-- Mistake: the table is written anew in the order of one index, where the rows are to stay as they are.
create unique index on orders (customer_id, number);
create index orders_newest on orders (customer_id, placed_at);
create index on orders (placed_at) where status = 'open';
create index on orders (placed_at);
cluster orders using orders_newest;
