-- Mistake: the row to keep is looked for among all customers, for each customer again and again.
begin;

create function kept(customer customers) returns integer language sql as $$
  select id from customers
  where lower(btrim(email)) = lower(btrim(customer.email))
  order by created, id
  limit 1
$$;

update orders o
set customer_id = kept(c)
from customers c
where c.id = o.customer_id and btrim(c.email) <> '' and kept(c) <> c.id;

update customers c
set phone = (
  select d.phone from customers d
  where kept(d) = c.id and d.phone is not null
  order by d.created desc, d.id desc
  limit 1
)
where phone is null and btrim(email) <> '' and kept(c) = id;

delete from customers c where btrim(email) <> '' and kept(c) <> id;

commit;
