-- The rows to keep are found anew by each statement, which needs no table of its own.
update customers c
set phone = latest.phone
from (
  select distinct on (lower(btrim(email))) lower(btrim(email)) as person, phone
  from customers
  where phone is not null and btrim(email) <> ''
  order by lower(btrim(email)), created desc, id desc
) latest,
(
  select distinct on (lower(btrim(email))) id, lower(btrim(email)) as person
  from customers
  where btrim(email) <> ''
  order by lower(btrim(email)), created, id
) kept
where kept.person = latest.person and c.id = kept.id and c.phone is null;

update orders o
set customer_id = kept.id
from customers c
join (
  select distinct on (lower(btrim(email))) id, lower(btrim(email)) as person
  from customers
  where btrim(email) <> ''
  order by lower(btrim(email)), created, id
) kept on kept.person = lower(btrim(c.email))
where c.id = o.customer_id and kept.id <> c.id;

delete from customers c
where btrim(c.email) <> ''
  and c.id not in (
    select distinct on (lower(btrim(email))) id
    from customers
    where btrim(email) <> ''
    order by lower(btrim(email)), created, id
  );
