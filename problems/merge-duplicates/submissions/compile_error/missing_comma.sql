-- Mistake: a comma is missing.
select id email phone from customers;
update customers set email = lower(email) phone = null;
