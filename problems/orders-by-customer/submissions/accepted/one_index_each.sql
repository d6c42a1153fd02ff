alter table orders add constraint orders_number unique (customer_id, number);
create index orders_newest on orders (customer_id, placed_at);
create index orders_open on orders (placed_at) where status = 'open';
create index orders_days on orders (placed_at);
