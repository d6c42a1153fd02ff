-- Mistake: only the constraint, and no index for the queries.
alter table orders add unique (customer_id, number);
