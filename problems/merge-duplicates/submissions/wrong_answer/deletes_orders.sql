-- Mistake: the orders of the rows that go are deleted, not moved.
create temporary table merged as
select id, first_value(id) over (partition by lower(btrim(email)) order by created, id) as kept
from customers
where btrim(email) <> '';

delete from orders o using merged m where m.id = o.customer_id and m.kept <> m.id;
delete from customers c using merged m where m.id = c.id and m.kept <> m.id;
