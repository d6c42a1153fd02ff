-- Mistake: a constraint more than was asked for; a number that is new is refused.
alter table orders add unique (customer_id, number), add check (number < 100000);
create index on orders (customer_id, placed_at);
create index on orders (placed_at) where status = 'open';
create index on orders (placed_at);
