-- Create the indexes that the three queries need, and see to it that no customer has an order number twice.
create index on orders (customer_id);
