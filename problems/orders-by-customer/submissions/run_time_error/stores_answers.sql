-- Mistake: the answers are stored, in a table that stands in for the orders.
alter table orders rename to all_orders;
create table orders as select * from all_orders where customer_id = 60 or status = 'open' or placed_at between '2024-03-01' and '2024-03-05';
