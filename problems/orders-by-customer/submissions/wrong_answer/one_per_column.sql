-- Mistake: an index for each column; all open orders, and all of a customer's, are read and sorted.
alter table orders add unique (customer_id, number);
create index on orders (customer_id);
create index on orders (placed_at);
create index on orders (status);
