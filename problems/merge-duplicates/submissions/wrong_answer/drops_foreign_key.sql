-- Mistake: the foreign key is in the way, and is dropped.
alter table orders drop constraint orders_customer_id_fkey;
delete from customers c
where btrim(c.email) <> ''
  and exists (
    select from customers d
    where lower(btrim(d.email)) = lower(btrim(c.email)) and (d.created, d.id) < (c.created, c.id)
  );
