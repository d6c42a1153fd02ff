-- Mistake: all who have no email are taken for one person.
begin;

create temporary table merged on commit drop as
select id,
       first_value(id) over (partition by lower(btrim(email)) order by created, id) as kept,
       phone, created
from customers
where btrim(email) is distinct from '';

update orders o
set customer_id = m.kept
from merged m
where m.id = o.customer_id and m.kept <> m.id;

update customers c
set phone = found.phone
from (
  select distinct on (kept) kept, phone
  from merged
  where phone is not null
  order by kept, created desc, id desc
) found
where c.id = found.kept and c.phone is null;

delete from customers c using merged m where m.id = c.id and m.kept <> m.id;

commit;
